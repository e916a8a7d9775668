import type {
  ComponentName,
  PrometheusStatus,
  Setting,
  SystemStatus,
} from '../../src/api/contract.js';
import { ago } from '../time.js';

const NAMES: readonly ComponentName[] = [
  'postgres',
  'redis',
  'prometheus',
  'alertmanager',
  'worker',
  'rules',
  'ledger',
  'audit',
  'clocks',
  'evaluation',
  'disk',
  'pager',
];

export function status(
  now: Date,
  degraded: boolean,
  sample: boolean,
  brokenChain: boolean,
): SystemStatus {
  return {
    version: '0.1.0',
    sample,
    now: now.toISOString(),
    components: NAMES.map((name) => {
      if (degraded && name === 'prometheus')
        return {
          name,
          state: 'down',
          since: ago(now, { minutes: 4 }),
          message: 'connect ECONNREFUSED 127.0.0.1:4712',
          detail: null,
        };
      if (degraded && name === 'ledger')
        return {
          name,
          state: 'degraded',
          since: ago(now, { minutes: 3 }),
          message: 'newest minute is 8 min old',
          detail: { code: 'behind', seconds: 480 },
        };
      if (brokenChain && name === 'audit')
        return {
          name,
          state: 'down',
          since: ago(now, { minutes: 2 }),
          message: 'its head, event 87, does not carry our seal',
          detail: { code: 'audit-broken', count: 1 },
        };
      return { name, state: 'up', since: ago(now, { hours: 30 }), message: null, detail: null };
    }),
  };
}

export function evaluation(now: Date): PrometheusStatus['items'][number] {
  return {
    name: 'prometheus',
    seenAt: ago(now, { minutes: 0 }),
    memoryBytes: 412_000_000,
    missedIterations: 0,
    slowest: { group: 'leitstand-page', seconds: 0.042, intervalSeconds: 30 },
  };
}

const setting = (
  name: string,
  value: string | null,
  origin: Setting['origin'],
  description: string,
  secret = false,
): Setting => ({ name, value, origin, secret, description });

export const settings = (): Setting[] => [
  setting('LEITSTAND_PORT', '4700', 'default', 'Port of the console and the API.'),
  setting('LEITSTAND_HOST', '127.0.0.1', 'default', 'Address the console listens on.'),
  setting(
    'LEITSTAND_PUBLIC_URL',
    'https://leitstand.example.org',
    'environment',
    'Address people and links use.',
  ),
  setting(
    'LEITSTAND_DATABASE_URL',
    null,
    'environment',
    'PostgreSQL login of the application.',
    true,
  ),
  setting(
    'LEITSTAND_REDIS_URL',
    'redis://127.0.0.1:4711',
    'default',
    'Redis for queues and the queue.',
  ),
  setting(
    'LEITSTAND_PROMETHEUS_URL',
    'http://127.0.0.1:4712',
    'default',
    'Prometheus that evaluates the rules.',
  ),
  setting(
    'LEITSTAND_ALERTMANAGER_URL',
    'http://127.0.0.1:4713',
    'default',
    'Alertmanager that delivers alerts.',
  ),
  setting(
    'LEITSTAND_RULES_DIR',
    '/var/lib/leitstand/rules',
    'file',
    'Folder the worker publishes rule files to.',
  ),
  setting('LEITSTAND_SECRET', null, 'file', 'Key that signs sessions.', true),
  setting('LEITSTAND_OIDC_ISSUER', null, 'default', 'Identity provider for single sign-on.'),
  setting('LEITSTAND_SMTP_URL', null, 'default', 'Mail server for invitations and pages.', true),
  setting('LEITSTAND_SAMPLE', 'on', 'default', 'Sample data and the sample shop.'),
  setting('LEITSTAND_LOG_LEVEL', 'info', 'environment', 'Least severe log line that is written.'),
];
