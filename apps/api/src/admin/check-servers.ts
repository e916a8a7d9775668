import { Settings } from '../platform/config/settings.js';
import { DomainError } from '../platform/kernel/domain-error.js';
import { AlertmanagerClient } from '../platform/prometheus/alertmanager-client.js';
import { AccessRefused } from '../platform/prometheus/monitoring-server.js';
import { PrometheusClient, ReloadRefused } from '../platform/prometheus/prometheus-client.js';
import { redisTrouble } from '../platform/queue/redis.js';

/** A first answer takes its time: comparing a password with its hash takes a second. */
const TIMEOUT_MS = 10_000;

/** One server, looked at. */
export interface ServerFinding {
  readonly server: 'prometheus' | 'alertmanager' | 'redis';
  /** null when it answers as it should */
  readonly fault: string | null;
  /** whether waiting cannot mend it: somebody has to change a setting, here or there */
  readonly lasting: boolean;
}

/**
 * Asks the servers that the settings name whether they let us in, with whatever the settings give us to show.
 * @param settings may be those of `Settings.ofSetServers`: of a server that is not set nothing is found
 */
export async function checkServers(settings: Settings): Promise<ServerFinding[]> {
  const prometheus = new PrometheusClient(settings);
  const alertmanager = new AlertmanagerClient(settings);
  try {
    return await Promise.all([
      ...(settings.isSet('PROMETHEUS_URL')
        ? [find('prometheus', () => ofPrometheus(prometheus, settings))]
        : []),
      ...(alertmanager.isSet
        ? [
            find('alertmanager', async () =>
              badAnswer('ALERTMANAGER', [await alertmanager.readiness(TIMEOUT_MS)]),
            ),
          ]
        : []),
      ...(settings.isSet('REDIS_URL')
        ? [find('redis', () => ofRedis(settings.get('REDIS_URL')))]
        : []),
    ]);
  } finally {
    await Promise.all([prometheus.onApplicationShutdown(), alertmanager.onApplicationShutdown()]);
  }
}

type Fault = Omit<ServerFinding, 'server'>;
const NONE: Fault = { fault: null, lasting: false };

async function ofPrometheus(prometheus: PrometheusClient, settings: Settings): Promise<Fault> {
  const [readiness, { status, isPrometheus }] = await Promise.all([
    prometheus.readiness(TIMEOUT_MS),
    prometheus.admission(TIMEOUT_MS),
  ]);
  const bad = badAnswer('PROMETHEUS', [readiness, status]);
  if (bad.fault === null && !isPrometheus) return foreign('PROMETHEUS', status);
  if (bad.fault !== null || settings.get('PROMETHEUS_RELOAD') !== 'lifecycle') return bad;
  const takes = await prometheus.takesReloads().catch(() => null); // not everybody may ask that
  if (takes === false) throw new ReloadRefused('reload-not-enabled');
  return NONE;
}

async function ofRedis(url: string): Promise<Fault> {
  const words = await redisTrouble(url);
  if (words === null) return NONE;
  const [refusal] = /^(NOAUTH|WRONGPASS|NOPERM)/.exec(words) ?? [];
  return refusal === undefined
    ? { fault: 'Redis does not answer.', lasting: false }
    : {
        fault: `Redis refuses us (${refusal}): correct user and password in LEITSTAND_REDIS_URL, or what they may do there.`,
        lasting: true,
      };
}

/** A redirection or a 4xx: another server, another path, a page to sign in. What is only starting says 503. */
function badAnswer(name: string, answers: readonly number[]): Fault {
  const status = answers.find((one) => one !== 200);
  if (status === undefined) return NONE;
  const server = name === 'PROMETHEUS' ? 'Prometheus' : 'Alertmanager';
  if (status >= 500) return { fault: `${server} answers ${status}.`, lasting: false };
  return foreign(name, status);
}

function foreign(name: string, status: number): Fault {
  const server = name === 'PROMETHEUS' ? 'Prometheus' : 'Alertmanager';
  return {
    fault: `what answers at LEITSTAND_${name}_URL is no ${server}, or stands before it (${status}): correct the address and its path.`,
    lasting: true,
  };
}

async function find(
  server: ServerFinding['server'],
  look: () => Promise<Fault>,
): Promise<ServerFinding> {
  try {
    return { server, ...(await look()) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const lasting = error instanceof AccessRefused || error instanceof ReloadRefused;
    return { server, fault: error.message, lasting };
  }
}
