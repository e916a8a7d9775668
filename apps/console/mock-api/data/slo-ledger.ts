import type { BurnState } from '#contract';
import type { BurnDown, BurnRates, Reading } from '../../src/api/contract-slo.js';
import { chance } from '../random.js';
import type { SloSeed } from './slo-seeds.js';

const MINUTE = 60_000;
const STEP_MINUTES = 120;
const PAIRS = [
  {
    name: 'fast',
    severity: 'page',
    factor: 14.4,
    budgetShare: 0.02,
    short: ['5m', 5],
    long: ['1h', 60],
  },
  {
    name: 'slow',
    severity: 'page',
    factor: 6,
    budgetShare: 0.05,
    short: ['30m', 30],
    long: ['6h', 360],
  },
  {
    name: 'ticket-fast',
    severity: 'ticket',
    factor: 3,
    budgetShare: 0.1,
    short: ['2h', 120],
    long: ['1d', 1440],
  },
  {
    name: 'ticket-slow',
    severity: 'ticket',
    factor: 1,
    budgetShare: 0.1,
    short: ['6h', 360],
    long: ['3d', 4320],
  },
] as const;

/** The end of the newest closed minute. */
export function closedMinute(now: Date): Date {
  return new Date(Math.floor(now.getTime() / MINUTE) * MINUTE - MINUTE);
}

const allowance = (seed: SloSeed): number =>
  Number((100 - Number(seed.objective.target)).toPrecision(12)) / 100;

function speedAt(seed: SloSeed, minutesAgo: number): number {
  const hours = minutesAgo / 60;
  const episode = seed.episodes.find(
    ({ hoursAgo, hours: length }) => hours <= hoursAgo && hours > hoursAgo - length,
  );
  return episode?.speed ?? seed.base;
}

/** Counts of the step that ends so many minutes before `asOf`. */
function step(
  seed: SloSeed,
  minutesAgo: number,
  minutes: number,
): { good: number; bad: number; covered: number } {
  const gone = seed.gaps?.some(
    ({ hoursAgo, hours }) => minutesAgo / 60 <= hoursAgo && minutesAgo / 60 > hoursAgo - hours,
  );
  if (gone || seed.perMinute === 0) return { good: 0, bad: 0, covered: 0 };
  const index = Math.round(minutesAgo / minutes);
  const day = 0.55 + 0.45 * Math.sin((minutesAgo / 1440) * 2 * Math.PI + 1);
  const total = Math.max(
    1,
    Math.round(seed.perMinute * minutes * day * (0.92 + 0.16 * chance(seed.slug, index))),
  );
  const bad = Math.min(
    total,
    Math.round(
      total *
        allowance(seed) *
        speedAt(seed, minutesAgo) *
        (0.7 + 0.6 * chance(`${seed.slug}!`, index)),
    ),
  );
  return { good: total - bad, bad, covered: 1 };
}

function windowMinutes(seed: SloSeed, asOf: Date): number {
  const { window } = seed.objective;
  if (window.kind === 'rolling') return Number.parseInt(window.duration, 10) * 1440;
  const month =
    window.period === 'quarter'
      ? asOf.getUTCMonth() - (asOf.getUTCMonth() % 3)
      : asOf.getUTCMonth();
  const start = Date.UTC(asOf.getUTCFullYear(), month, 1);
  return Math.max(STEP_MINUTES, Math.round((asOf.getTime() - start) / MINUTE));
}

/** The burn-down over one window; its last point is the reading of the same moment. */
export function burnDown(seed: SloSeed, now: Date): BurnDown {
  const asOf = closedMinute(now);
  const known = charts.get(seed);
  if (known?.asOf === asOf.toISOString()) return known;
  const chart = drawBurnDown(seed, asOf);
  charts.set(seed, chart);
  return chart;
}

const charts = new WeakMap<SloSeed, BurnDown>();

function drawBurnDown(seed: SloSeed, asOf: Date): BurnDown {
  const rolling = seed.objective.window.kind === 'rolling';
  const length = windowMinutes(seed, asOf);
  const count = Math.floor(length / STEP_MINUTES);
  const steps = Array.from({ length: count * 2 }, (_, index) =>
    step(seed, (count * 2 - 1 - index) * STEP_MINUTES, STEP_MINUTES),
  );
  const points = steps.slice(count).map((counts, index) => {
    const behind = rolling
      ? steps.slice(index + 1, count + index + 1)
      : steps.slice(count, count + index + 1);
    const end = asOf.getTime() - (count - 1 - index) * STEP_MINUTES * MINUTE;
    const left =
      counts.covered === 0 ? null : leftOf(seed, behind, rolling ? 1 : (index + 1) / count);
    return {
      at: new Date(end).toISOString(),
      left,
      ...counts,
      sample: seed.sample && index < count * 0.9,
    };
  });
  return {
    asOf: asOf.toISOString(),
    from: new Date(asOf.getTime() - length * MINUTE).toISOString(),
    to: asOf.toISOString(),
    stepSeconds: STEP_MINUTES * 60,
    kind: seed.objective.window.kind,
    points,
  };
}

interface Counts {
  good: number;
  bad: number;
}

function sums(steps: readonly Counts[]): { good: number; bad: number; total: number } {
  const good = steps.reduce((sum, one) => sum + one.good, 0);
  const bad = steps.reduce((sum, one) => sum + one.bad, 0);
  return { good, bad, total: good + bad };
}

function leftOf(seed: SloSeed, steps: readonly Counts[], elapsed: number): number {
  const { bad, total } = sums(steps);
  return total === 0 ? 1 : 1 - bad / ((total / elapsed) * allowance(seed));
}

/** The spending speed over a window, as a multiple of what the objective allows. */
function rate(seed: SloSeed, minutes: number): number | null {
  if (seed.perMinute === 0) return null;
  const pace = Math.min(minutes, 30);
  const speeds = Array.from(
    { length: Math.ceil(minutes / pace) },
    (_, index) =>
      speedAt(seed, index * pace) * (0.85 + 0.3 * chance(`${seed.slug}?${minutes}`, index)),
  );
  return speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
}

function stateOf(short: number | null, long: number | null, factor: number): BurnState {
  if (short === null || long === null) return 'unknown';
  if (short > factor && long > factor) return 'burning';
  if (long > factor) return 'recovering';
  return short > factor ? 'rising' : 'steady';
}

export function burnRates(seed: SloSeed, now: Date): BurnRates {
  const left = reading(seed, now).budget.leftShare ?? 0;
  const pairs = PAIRS.map(({ short, long, ...pair }) => {
    const shortRate = rate(seed, short[1]);
    const longRate = rate(seed, long[1]);
    const state = stateOf(shortRate, longRate, pair.factor);
    const series = (window: string): string =>
      `leitstand:slo_bad:${window}{slo="${seed.slug}"} / leitstand:slo_total:${window}{slo="${seed.slug}"}`;
    return {
      ...pair,
      state,
      firing: state === 'burning',
      short: { window: short[0], rate: shortRate },
      long: { window: long[0], rate: longRate },
      exhaustsInSeconds:
        longRate !== null && longRate > 1 && left > 0
          ? Math.round((left * 30 * 86_400) / longRate)
          : null,
      expression: `${series(short[0])} > ${pair.factor} * ${allowance(seed)}\n  and\n${series(long[0])} > ${pair.factor} * ${allowance(seed)}`,
    };
  });
  return { asOf: closedMinute(now).toISOString(), pairs };
}

function firing(severity: 'page' | 'ticket', asOf: Date): Reading['alerts'][number] {
  return {
    name: severity === 'page' ? 'LeitstandBudgetBurnFast' : 'LeitstandBudgetBurnTicketFast',
    severity,
    state: 'firing',
    since: new Date(asOf.getTime() - 17 * MINUTE).toISOString(),
  };
}

function regimesOf({ peakShare }: SloSeed): Reading['regimes'] {
  if (peakShare === undefined) return [{ name: 'normal', share: 1 }];
  return [
    { name: 'normal', share: 1 - peakShare },
    { name: 'peak', share: peakShare },
  ];
}

function forecastOf(
  { noDate }: SloSeed,
  known: boolean,
  rate1h: number | null,
): Reading['burn']['forecast'] {
  if (noDate) return noDate;
  const verdict = (rate1h ?? 0) > 1 ? 'runs-out' : 'lasts';
  return { window: '1h', rate: rate1h, verdict: known ? verdict : 'unknown' };
}

function coverageOf({ points }: BurnDown): number {
  const measured = points.filter(({ covered }) => covered > 0);
  return points.length === 0 ? 0 : measured.length / points.length;
}

/** What its indicator counted before it was changed. */
function definitionOf({ redefinedHoursAgo: hours }: SloSeed, asOf: Date): Reading['definition'] {
  if (hours === undefined) return null;
  const earlier = 1 - hours / (30 * 24);
  return {
    since: new Date(asOf.getTime() - hours * 60 * MINUTE).toISOString(),
    earlierTimeShare: earlier,
    earlierEventShare: earlier,
  };
}

/** The one reading that list, detail and chart share. */
export function reading(seed: SloSeed, now: Date): Reading {
  const chart = burnDown(seed, now);
  const { good, bad, total } = sums(chart.points);
  const left = chart.points.at(-1)?.left ?? null;
  const rolling = chart.kind === 'rolling';
  const allowedBad =
    left === null ? 0 : left === 1 && bad === 0 ? total * allowance(seed) : bad / (1 - left);
  const known = left !== null && total > 0;
  const pairs = PAIRS.map(({ factor, severity, short, long }) => ({
    severity,
    state: stateOf(rate(seed, short[1]), rate(seed, long[1]), factor),
  }));
  const loudest =
    pairs.find(({ state }) => state === 'burning') ??
    pairs.find(({ state }) => state === 'recovering' || state === 'rising');
  const rate1h = rate(seed, 60);
  const asOf = new Date(chart.asOf);
  // As the API: gone within a tenth of the window at the present pace is at risk, too.
  const soon = rolling && rate1h !== null && left !== null && left / rate1h < 0.1;
  const alerts = loudest?.state === 'burning' ? [firing(loudest.severity, asOf)] : [];
  return {
    asOf: chart.asOf,
    good,
    bad,
    total,
    sli: known ? good / total : null,
    budget: {
      state: !known
        ? 'no-data'
        : left <= 0
          ? 'exhausted'
          : left < 0.25 || soon
            ? 'at-risk'
            : 'healthy',
      allowedBad,
      spentShare: known ? 1 - left : null,
      leftShare: known ? left : null,
      leftEvents: known ? Math.round(allowedBad - bad) : null,
    },
    burn: {
      state: known ? (loudest?.state ?? 'steady') : 'unknown',
      rate1h,
      rate6h: rate(seed, 360),
      forecast: forecastOf(seed, known, rate1h),
      severity: loudest?.state === 'burning' ? loudest.severity : null,
      firingSince: alerts[0]?.since ?? null,
    },
    coverage: coverageOf(chart),
    sampleShare: seed.sample ? 0.9 : 0,
    exhaustsAt:
      known && rolling && !seed.noDate && rate1h !== null && rate1h > 1 && left > 0
        ? new Date(asOf.getTime() + (left * 30 * 86_400_000) / rate1h).toISOString()
        : null,
    definition: definitionOf(seed, asOf),
    regimes: regimesOf(seed),
    regime: seed.perMinute === 0 ? null : 'normal',
    alerts,
  };
}
