import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { detectionEnvelope } from '../src/detection.js';
import type { Detected, Detection } from '../src/detection.js';
import { formatDuration } from '../src/duration.js';
import { targetOf } from '../src/target.js';

// The envelope, written down as promtool tests: Prometheus itself must page at the second the arithmetic says, on the compiled rules.
// LEITSTAND_GOLDEN=write renews the files; `promtool test rules alerts/tests/detection*.test.yaml` is the proof.
/** Healthy time before the fault: it must fill the windows of the tier that pages first, 1h or 6h. */
const HEALTHY_TICKS = { quick: 240, slow: 780 };
/** How long nothing may page where the envelope says that nothing does. */
const NEVER_SECONDS = 8 * 3_600;
const PER_SCRAPE = 1_000;
const TICK = 30;
const METRIC =
  'http_server_request_duration_count{job="shop",instance="a",http_response_status_code=';
const PAGES =
  'sum by (alertname) (ALERTS{severity="page",alertname=~".*Burn.*",alertstate="firing"})';

/** A share of bad events, from this many seconds after a five minute tile began; so many events, scraped every so many seconds. */
interface Case {
  errorRatio: number;
  startsAt: number;
  scrape: number;
  perScrape: number;
}
const CASE = { startsAt: 0, scrape: TICK, perScrape: PER_SCRAPE };
const FAULTS: Case[] = [
  ...[1, 0.5, 0.1, 0.05, 0.02, 0.013, 0.012, 0.01, 0.008, 0.006, 0.0058, 0.0057].map(
    (errorRatio) => ({ ...CASE, errorRatio }),
  ),
  { ...CASE, errorRatio: 0.05, startsAt: 15, scrape: 15 },
  { ...CASE, errorRatio: 0.01, startsAt: 150 },
];
const AT_LOW_TRAFFIC: Case[] = [
  // the floor of bad events decides, at last with the pair of 6 hours (tiles matter there)
  { ...CASE, errorRatio: 0.05, perScrape: 40 },
  { ...CASE, errorRatio: 0.5, perScrape: 0.5 },
  { ...CASE, errorRatio: 0.012, perScrape: 20 },
  { ...CASE, errorRatio: 0.012, perScrape: 20, startsAt: 150 },
  { ...CASE, errorRatio: 0.0058, perScrape: 20 },
  { ...CASE, errorRatio: 0.012, perScrape: 40 },
];

/** A total outage burns but twice too fast. */
const AT_A_LOW_TARGET: Case[] = [1, 0.9, 0.81, 0.79].map((errorRatio) => ({ ...CASE, errorRatio }));

/** What the golden rules of this name are compiled from. */
interface Compiled extends Detected {
  slug: string;
}
const AVAILABILITY: Compiled = {
  slug: 'shop-availability',
  target: targetOf('99.9'),
  window: { kind: 'rolling', duration: '30d' },
  minBadEvents: 5,
  alerting: true,
};
const LOW_TARGET: Compiled = { ...AVAILABILITY, slug: 'shop-low-target', target: targetOf('50') };

const envelope = (
  { errorRatio, startsAt, scrape, perScrape }: Case,
  objective: Detected = AVAILABILITY,
): Detection =>
  detectionEnvelope(objective, errorRatio, { startsAt, eventsPerSecond: perScrape / scrape });

/** Decimals as people write them; a sum of shares has none but a few digits. */
const exact = (value: number): number => Number(value.toFixed(6));

function expectations(start: number, { seconds, alert }: Detection): object[] {
  if (seconds === null) return [{ expr: PAGES, eval_time: formatDuration(start + NEVER_SECONDS) }];
  return [
    { expr: PAGES, eval_time: formatDuration(start + seconds - 30) },
    {
      expr: PAGES.replace('.*Burn.*', String(alert)),
      eval_time: formatDuration(start + seconds),
      exp_samples: [{ labels: `{alertname="${alert}"}`, value: 1 }],
    },
  ];
}

function testOf(fault: Case, objective: Detected): object {
  const detection = envelope(fault, objective);
  const quick = (detection.seconds ?? Infinity) <= 3_600;
  const { scrape, startsAt, perScrape } = fault;
  const healthy = (HEALTHY_TICKS[quick ? 'quick' : 'slow'] * TICK + startsAt) / scrape;
  const bad = exact(perScrape * fault.errorRatio);
  const scrapes = Math.ceil((detection.seconds ?? NEVER_SECONDS) / scrape) + 2;
  const [before, good] = [exact(healthy * perScrape), exact(perScrape - bad)];
  return {
    name: `${exact(fault.errorRatio * 100)} % errors${perScrape === PER_SCRAPE ? '' : ` of ${perScrape} per ${scrape} s`}${startsAt === 0 ? '' : ` from ${startsAt} s past a tile on`}: ${detection.seconds === null ? 'never' : `after ${detection.seconds} s`}`,
    interval: `${scrape}s`,
    input_series: [
      { series: 'up{job="shop",instance="a"}', values: `1x${healthy + scrapes}` },
      {
        series: `${METRIC}"200"}`,
        values: `0+${perScrape}x${healthy} ${exact(before + good)}+${good}x${scrapes}`,
      },
      { series: `${METRIC}"500"}`, values: `0x${healthy} ${bad}+${bad}x${scrapes}` },
    ],
    promql_expr_test: expectations(healthy * scrape, detection),
  };
}

const testFile = (cases: readonly Case[], objective: Compiled): object => ({
  rule_files: [
    '../../libs/slo/test/golden/out-fleet-pages.yaml', // tickets and budgets, evaluated at each tick, take a fifth of the time
    `../../libs/slo/test/golden/out-${objective.slug}.yaml`,
  ],
  evaluation_interval: '30s',
  group_eval_order: [`leitstand-slo-${objective.slug}`, 'leitstand-page'],
  tests: cases.map((fault) => testOf(fault, objective)),
});

describe('detection envelope', () => {
  it.each([
    ['detection', FAULTS, AVAILABILITY],
    ['detection-low-traffic', AT_LOW_TRAFFIC, AVAILABILITY],
    ['detection-low-target', AT_A_LOW_TARGET, LOW_TARGET],
  ] as const)('is what promtool checks: %s', (name, cases, objective) => {
    const file = new URL(`../../../alerts/tests/${name}.test.yaml`, import.meta.url);
    const text = `# Generated by libs/slo/test/detection.spec.ts from detectionEnvelope(): the rules must page exactly when it says.\n${stringify(testFile(cases, objective), { lineWidth: 0 })}`;
    if (process.env.LEITSTAND_GOLDEN === 'write') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it.each([
    [1, 60],
    [0.5, 60],
    [0.1, 90],
    [0.05, 120],
    [0.02, 240],
    [0.013, 330],
    [0.01, 570],
    [0.008, 690],
    [0.006, 900],
  ])('pages a share of %d bad events after %d s', (errorRatio, seconds) => {
    expect(envelope({ ...CASE, errorRatio }).seconds).toBe(seconds);
  });
});
