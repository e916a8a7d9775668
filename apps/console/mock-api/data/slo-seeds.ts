import type {
  Objective,
  Reading,
  SloDocument,
  SloIndicator,
  SloRow,
} from '../../src/api/contract-slo.js';

/** How an SLO has been doing. The shares are spending speeds: 1 uses the whole budget in exactly one window. */
export interface SloSeed {
  slug: string;
  name: string;
  description: string;
  subject: SloRow['subject'];
  team: [string, string] | null;
  territory: string;
  sample: boolean;
  objective: Objective;
  indicator: SloIndicator;
  /** Events per minute in daytime. */
  perMinute: number;
  /** The usual speed of spending. */
  base: number;
  /** Episodes: from so many hours ago, for so many hours, at this speed. */
  episodes: readonly { hoursAgo: number; hours: number; speed: number }[];
  /** No counts at all from so many hours ago for so many hours. */
  gaps?: readonly { hoursAgo: number; hours: number }[];
  rules?: SloRow['rules'];
  peakShare?: number;
  /** What no speed of whole hours brings about: why there is no date. */
  noDate?: Reading['burn']['forecast'];
  /** Its indicator was changed so many hours ago. */
  redefinedHoursAgo?: number;
  /** Once somebody saved it: its version and what they sent. */
  version?: number;
  document?: SloDocument;
}

/** The version of a seed nobody has touched. */
export const SLO_SEED_VERSION = 2;

const ROLLING = { kind: 'rolling', duration: '30d' } as const;
const COMMERCE: [string, string] = ['commerce', 'Commerce'];
const PLATFORM: [string, string] = ['platform', 'Platform'];
const SHOP = { slug: 'shop', name: 'Shop', kind: 'service' } as const;

const ratio = (target: string, window: Objective['window'] = ROLLING): Objective => ({
  kind: 'ratio',
  target,
  window,
  thresholds: [],
});
const requests = (filter: string): SloIndicator => ({
  ratio: {
    total: `http_server_request_duration_count{${filter}}`,
    bad: `http_server_request_duration_count{${filter}, http_response_status_code=~"5.."}`,
  },
});
const latency = (histogram: string, threshold: string): SloIndicator => ({
  latency: { histogram, regimes: [{ name: 'normal', threshold }] },
});

export const SLO_SEEDS: readonly SloSeed[] = [
  {
    slug: 'checkout-availability',
    name: 'Checkout availability',
    description: 'Orders that could be placed.',
    subject: { slug: 'checkout', name: 'Checkout', kind: 'service' },
    team: COMMERCE,
    territory: 'DE',
    sample: true,
    objective: ratio('99.5'),
    indicator: requests('job="shop", http_route="/checkout"'),
    perMinute: 40,
    base: 0.35,
    episodes: [
      { hoursAgo: 3, hours: 3, speed: 19 },
      { hoursAgo: 220, hours: 20, speed: 8 },
    ],
  },
  {
    slug: 'shop-latency',
    name: 'Shop latency',
    description: 'Requests answered within 200 ms, within 450 ms at peak load.',
    subject: SHOP,
    team: COMMERCE,
    territory: 'DE',
    sample: true,
    perMinute: 620,
    base: 0.62,
    peakShare: 0.18,
    objective: {
      kind: 'latency',
      target: '95',
      window: ROLLING,
      thresholds: [
        { regime: 'peak', seconds: 0.45 },
        { regime: 'normal', seconds: 0.2 },
      ],
    },
    indicator: {
      latency: {
        histogram: 'http_server_request_duration{job="shop"}',
        regimes: [
          {
            name: 'peak',
            threshold: '450ms',
            when: {
              expression: 'sum(rate(http_server_request_duration_count{job="shop"}[5m]))',
              above: 40,
              release: 32,
            },
          },
          { name: 'normal', threshold: '200ms' },
        ],
      },
    },
    episodes: [{ hoursAgo: 96, hours: 40, speed: 2.6 }],
  },
  {
    slug: 'shop-availability',
    name: 'Shop availability',
    description: 'Requests not answered with a server error.',
    subject: SHOP,
    team: COMMERCE,
    territory: 'DE',
    sample: true,
    objective: ratio('99.9'),
    indicator: requests('job="shop"'),
    perMinute: 620,
    base: 0.24,
    episodes: [{ hoursAgo: 410, hours: 6, speed: 14 }],
    gaps: [{ hoursAgo: 300, hours: 9 }],
  },
  {
    slug: 'credit-check-latency',
    name: 'Credit check latency',
    description: 'Bonity answers within 300 ms.',
    subject: { slug: 'credit-check', name: 'Credit check', kind: 'external-dependency' },
    team: COMMERCE,
    territory: 'DE',
    sample: true,
    objective: {
      kind: 'latency',
      target: '95',
      window: ROLLING,
      thresholds: [{ regime: 'normal', seconds: 0.3 }],
    },
    indicator: latency(
      'http_client_request_duration{job="shop", server_address="credit-check"}',
      '300ms',
    ),
    perMinute: 38,
    base: 0.7,
    episodes: [
      { hoursAgo: 1, hours: 1, speed: 6.5 },
      { hoursAgo: 150, hours: 30, speed: 2.2 },
    ],
  },
  {
    slug: 'shop-ch-availability',
    name: 'Shop Schweiz availability',
    description: '',
    subject: { slug: 'shop-ch', name: 'Shop Schweiz', kind: 'service' },
    team: ['schweiz', 'Schweiz'],
    territory: 'CH',
    sample: true,
    objective: ratio('99.9'),
    indicator: requests('job="shop", http_route=~"/ch/.*"'),
    perMinute: 55,
    base: 0.12,
    episodes: [],
    noDate: { verdict: 'unclear', window: '1d', rate: 1.3 },
  },
  {
    slug: 'invoice-delivery',
    name: 'Invoice delivery',
    description: 'Invoices accepted by the mail relay.',
    subject: { slug: 'invoice-service', name: 'Invoice service', kind: 'service' },
    team: PLATFORM,
    territory: 'DE',
    sample: false,
    objective: ratio('99', { kind: 'calendar', period: 'month', timeZone: 'Europe/Berlin' }),
    indicator: {
      ratio: { total: 'invoice_mails_total', bad: 'invoice_mails_total{outcome="bounced"}' },
    },
    perMinute: 6,
    base: 0.9,
    episodes: [{ hoursAgo: 180, hours: 60, speed: 11 }],
    redefinedHoursAgo: 216,
  },
  {
    slug: 'erp-order-sync',
    name: 'ERP order synchronisation',
    description: 'Orders confirmed by Xentral.',
    subject: { slug: 'xentral', name: 'Xentral ERP', kind: 'external-dependency' },
    team: PLATFORM,
    territory: 'DE',
    sample: false,
    objective: ratio('99.5'),
    indicator: {
      ratio: { total: 'erp_orders_total', good: 'erp_orders_total{state="confirmed"}' },
    },
    perMinute: 0,
    base: 0,
    episodes: [],
  },
  {
    slug: 'console-db-availability',
    name: 'Console database availability',
    description: 'Statements not refused by the server.',
    subject: { slug: 'console-db', name: 'Console database', kind: 'data-store' },
    team: PLATFORM,
    territory: 'DE',
    sample: false,
    objective: ratio('99.99'),
    indicator: {
      ratio: { total: 'pg_statements_total', bad: 'pg_statements_total{outcome="refused"}' },
    },
    perMinute: 2400,
    base: 0.05,
    episodes: [{ hoursAgo: 40, hours: 2, speed: 30 }],
    noDate: { verdict: 'begins', window: '1m', rate: 21.4 },
  },
  {
    slug: 'storefront-load-time',
    name: 'Storefront load time',
    description: 'Probes that loaded the page within 2 s.',
    subject: { slug: 'shop-example', name: 'shop.example', kind: 'website' },
    team: ['web', 'Web fleet'],
    territory: 'DE',
    sample: false,
    objective: {
      kind: 'latency',
      target: '98',
      window: ROLLING,
      thresholds: [{ regime: 'normal', seconds: 2 }],
    },
    indicator: latency('probe_duration_seconds{job="blackbox"}', '2s'),
    perMinute: 2,
    base: 0.45,
    episodes: [{ hoursAgo: 12, hours: 9, speed: 3.4 }],
    noDate: { verdict: 'falling', window: '2m', rate: 0 },
    rules: { state: 'pending', message: null },
  },
  {
    slug: 'portal-ch-verfuegbarkeit',
    name: 'Verfügbarkeit des Informationsportals Schweiz',
    description: 'Antworten ohne Serverfehler.',
    subject: { slug: 'schweiz-example', name: 'Informationsportal Schweiz', kind: 'website' },
    team: ['schweiz', 'Schweiz'],
    territory: 'CH',
    sample: false,
    objective: ratio('99', { kind: 'calendar', period: 'quarter', timeZone: 'Europe/Zurich' }),
    indicator: {
      ratio: { total: 'portal_requests_total', bad: 'portal_requests_total{class="5xx"}' },
    },
    perMinute: 12,
    base: 0.3,
    episodes: [],
    noDate: { verdict: 'unknown', window: '5m', rate: null },
    rules: {
      state: 'failed',
      message: 'Prometheus refused the rule file: group "portal-ch-verfuegbarkeit": bad matcher',
    },
  },
];
