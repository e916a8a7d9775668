import type {
  AlertFinding,
  AlertSource,
  Heartbeat,
  RejectedPayload,
} from '../../src/api/contract.js';
import { uuid } from '../random.js';
import { ago } from '../time.js';

/** One that is heard every minute, and one that fell silent. */
export function alertSources(now: Date): AlertSource[] {
  const common = {
    kind: 'alertmanager',
    territories: ['DE'],
    territory: 'DE',
    mappings: [],
    severities: {},
    version: 1,
    updatedAt: ago(now, { days: 30 }),
    tokenMadeAt: ago(now, { days: 30 }),
    lastReason: null,
    lastAlerts: 0,
    silent: false,
    prometheus: null,
    groupIntervalSeconds: 300,
    watchdogSeconds: null,
    receiver: 'leitstand',
    reconciledAt: null,
    reconcileTrouble: null,
    disagreement: { waiting: 0, suppressed: 0, elsewhere: 0, unconfirmed: 0 },
    openAlerts: 0,
  } satisfies Partial<AlertSource>;
  return [
    {
      ...common,
      slug: 'blackbox',
      name: 'Blackbox, Zürich',
      territory: 'CH',
      territories: ['CH'],
      defaultSubject: 'shop-ch',
      mappings: [{ label: 'job', value: 'till', subject: 'shop' }],
      severities: { sev3: 'ticket' },
      tokenPrefix: 'lsa_Zb41cD9e',
      lastDeliveryAt: ago(now, { hours: 7 }),
      lastOutcome: 'unreadable',
      lastReason: 'alerts: must be a list.',
      watchdogAt: null,
      openAlerts: 2,
    },
    {
      ...common,
      slug: 'prometheus',
      name: 'Prometheus',
      prometheus: 'instance',
      groupIntervalSeconds: 10,
      watchdogSeconds: 60,
      reconciledAt: ago(now, { minutes: 1 }),
      disagreement: { waiting: 0, suppressed: 2, elsewhere: 0, unconfirmed: 1 },
      defaultSubject: 'shop',
      tokenPrefix: 'lsa_qL02mPz7',
      lastDeliveryAt: ago(now, { minutes: 0 }),
      lastOutcome: 'taken',
      lastAlerts: 3,
      openAlerts: 1,
      watchdogAt: ago(now, { minutes: 0 }),
    },
  ];
}

/** What fires and its source told nothing of, by slug of the source. */
export function findings(now: Date): Record<string, AlertFinding[]> {
  return {
    prometheus: [
      {
        name: 'TillOffline',
        labels: { alertname: 'TillOffline', service: 'shop', till: '7', severity: 'page' },
        severity: 'page',
        state: 'suppressed',
        reason: 'silenced by 5f0c1a7e',
        activeAt: ago(now, { hours: 3 }),
        since: ago(now, { hours: 2 }),
      },
      {
        name: 'TillOffline',
        labels: { alertname: 'TillOffline', service: 'shop', till: '9', severity: 'page' },
        severity: 'page',
        state: 'suppressed',
        reason: null,
        activeAt: ago(now, { hours: 3 }),
        since: ago(now, { hours: 2 }),
      },
    ],
  };
}

/** What could not be read, by slug of the source. */
export function rejected(now: Date): Record<string, RejectedPayload[]> {
  return {
    blackbox: [
      {
        id: uuid('rejected-1'),
        outcome: 'unreadable',
        reason: 'alerts: must be a list.',
        bytes: 61,
        times: 4,
        receivedAt: ago(now, { hours: 9 }),
        lastReceivedAt: ago(now, { hours: 7 }),
        body: '{"version":"4","alerts":"<script>alert(1)</script>"}',
      },
      {
        id: uuid('rejected-2'),
        outcome: 'too-large',
        reason:
          'The delivery is larger than 20 MiB. Nothing was taken: set max_alerts in Alertmanager.',
        bytes: 20_971_520,
        times: 1,
        receivedAt: ago(now, { days: 2 }),
        lastReceivedAt: ago(now, { days: 2 }),
        body: null,
      },
    ],
  };
}

export function heartbeats(now: Date): Heartbeat[] {
  const common = { territory: 'DE', version: 1, updatedAt: ago(now, { days: 30 }) };
  return [
    {
      ...common,
      slug: 'nightly-backup',
      name: 'Nightly backup',
      subject: 'shop',
      intervalSeconds: 86_400,
      graceSeconds: 3_600,
      tokenPrefix: 'lhb_Zk81xQ0p',
      tokenMadeAt: ago(now, { days: 30 }),
      lastPingAt: ago(now, { days: 2 }),
      silent: true,
    },
    {
      ...common,
      slug: 'till-sync',
      name: 'Till synchronisation',
      subject: 'checkout',
      intervalSeconds: 300,
      graceSeconds: 60,
      tokenPrefix: 'lhb_aa72mPz7',
      tokenMadeAt: ago(now, { days: 9 }),
      lastPingAt: ago(now, { minutes: 2 }),
      silent: false,
    },
  ];
}
