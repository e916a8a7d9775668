import { compileFleet, type RuleGroup } from '#slo';
import type { Case } from './cases.js';
import { pyrraIncrease, rulesOf, selectorsOf, slothRatio } from './methods.js';
import type { Queries } from './query.js';
import type { Series } from './simulate.js';

/** Two dozen raw series that both have: 12 pods with two codes. */
export const COST_CASE: Case = {
  name: 'cost',
  what: '24 raw series',
  pods: 12,
  lifeSeconds: Infinity,
  rate: () => 100,
  bad: () => 0.01,
};

const MONTH_DAYS = 30;
const SLOTH_WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];
const PYRRA_WINDOWS = ['5m', '32m', '1h4m', '2h9m', '6h26m', '1d1h43m', '4d6h51m'];
const SECONDS: Record<string, number> = { '30s': 30, '2m': 120, '5m': 300 };
const groups = (): RuleGroup[] => [...rulesOf(COST_CASE.name), ...compileFleet()];

/** What our own rules record, with any values: their cost depends on the number of samples only. */
export function recordedSeries(from: number, to: number): Series[] {
  const records = new Map<string, Series>();
  for (const rule of groups().flatMap(({ rules }) => rules)) {
    if (!('record' in rule)) continue;
    const labels = { __name__: rule.record, ...rule.labels, slo: COST_CASE.name };
    const step = rule.record.endsWith(':inc5m') ? 300 : 30;
    const times = Array.from(
      { length: Math.floor((to - from) / step) },
      (_, i) => (from + (i + 1) * step) * 1_000 - 1,
    );
    records.set(JSON.stringify(labels), { labels, times, values: times.map(() => 1) });
  }
  return [...records.values()];
}

/** Samples a minute that our rules for one SLO touch, those of the fleet included as if they served it alone. */
async function ours(queries: Queries, at: number, days: number): Promise<number> {
  let samples = 0;
  for (const { interval, rules } of groups()) {
    for (const rule of rules) {
      const longer =
        'record' in rule && rule.record.endsWith(`:${MONTH_DAYS}d`) ? MONTH_DAYS / days : 1;
      samples +=
        ((await queries.touched(rule.expr, at)) * longer * 60) / (SECONDS[interval] ?? NaN);
    }
  }
  return samples;
}

/** The seven ratios from raw series and the mean of a month of recorded ones, every 30 s; without metadata and alerts. */
async function sloth(queries: Queries, at: number): Promise<number> {
  let samples = 2 * MONTH_DAYS * 2_880;
  for (const window of SLOTH_WINDOWS)
    samples += await queries.touched(slothRatio(COST_CASE.name, window), at);
  return samples * 2;
}

/** Seven ratios from raw series every 30 s and increase() over a month of all of them every 150 s; without alerts. */
async function pyrra(queries: Queries, at: number, days: number): Promise<number> {
  let samples = 0;
  for (const window of PYRRA_WINDOWS)
    samples += 2 * (await queries.touched(slothRatio(COST_CASE.name, window), at));
  const month = await queries.touched(
    pyrraIncrease(selectorsOf(COST_CASE.name).total, `${days}d`),
    at,
  );
  return samples + (month * MONTH_DAYS) / days / 2.5;
}

/** Samples touched a minute for one SLO over 30 days. What needs more days than were simulated is scaled up: it grows with them. */
export async function costs(
  queries: Queries,
  at: number,
  days: number,
): Promise<Record<'leitstand' | 'sloth' | 'pyrra', number>> {
  return {
    leitstand: await ours(queries, at, days),
    sloth: await sloth(queries, at),
    pyrra: await pyrra(queries, at, days),
  };
}
