import type { BurnState, Severity } from '#contract';
import {
  budgetOf,
  burnPairs,
  exhaustsAt,
  burnRate,
  forecastBasis,
  isUnfilled,
  overallBurn,
  regimeShares,
  secondsToExhaustion,
  windowBounds,
} from '#slo';
import type {
  Budget,
  BudgetInput,
  BurnPair,
  ForecastBasis,
  ForecastWindow,
  Objective,
  Pace,
  Paces,
  Window,
  WindowBounds,
  WindowCounts,
} from '#slo';
import { definitionReading, type DefinitionReading, type EarlierSpan } from './definition.js';
import { firingSince, isBurning, type AlarmBefore, type SloAlert } from './alarm.js';

/** Sums over one stretch of the ledger. */
export interface LedgerSums {
  readonly good: number;
  readonly bad: number;
  readonly coveredSeconds: number;
  readonly sampleSeconds: number;
}

export const NO_SUMS: LedgerSums = { good: 0, bad: 0, coveredSeconds: 0, sampleSeconds: 0 };

/** Sums of two stretches together, or of the first without the second. */
export function plus(a: LedgerSums, b: LedgerSums, sign: 1 | -1): LedgerSums {
  return {
    good: a.good + sign * b.good,
    bad: a.bad + sign * b.bad,
    coveredSeconds: a.coveredSeconds + sign * b.coveredSeconds,
    sampleSeconds: a.sampleSeconds + sign * b.sampleSeconds,
  };
}

/** Everything a reading is made of. */
export interface ReadingInput {
  readonly objective: Objective;
  /** end of the newest closed minute */
  readonly asOf: Date;
  readonly window: LedgerSums;
  readonly burn: ReadonlyMap<ForecastWindow, LedgerSums>;
  /** from when on it is counted; null = for longer than any burn window */
  readonly countedFrom: Date | null;
  /** covered seconds by regime within the window, and the regime of the newest covered minute */
  readonly regimes: Readonly<Record<string, number>>;
  readonly regime: string | null;
  /** when other definitions counted than the present one, and what they counted within the window */
  readonly earlier: { readonly spans: readonly EarlierSpan[]; readonly sums: LedgerSums };
  readonly alerts: readonly SloAlert[];
  /** what the reading before told; null = there is none */
  readonly before: AlarmBefore | null;
}

/** The one reading of an SLO: every surface shows these numbers. Shares are 0..1, counts are events. */
export interface Reading {
  readonly asOf: string;
  readonly good: number;
  readonly bad: number;
  readonly total: number;
  readonly sli: number | null;
  readonly budget: Omit<Budget, 'sli'>;
  readonly burn: {
    readonly state: BurnState;
    readonly rate1h: number | null;
    readonly rate6h: number | null;
    /** by which it is foretold when the budget runs out, and whether it can be */
    readonly forecast: ForecastBasis;
    readonly severity: Severity | null;
    /** since when alerts about it fire without a pause; null when none does */
    readonly firingSince: string | null;
  };
  readonly coverage: number;
  readonly sampleShare: number;
  readonly exhaustsAt: string | null;
  /** what of the window was counted by an earlier definition of the indicator; null = nothing */
  readonly definition: DefinitionReading | null;
  readonly regimes: readonly { name: string; share: number }[];
  readonly regime: string | null;
  readonly alerts: readonly SloAlert[];
}

/** Bounds of the window that ends at `at`. The instant at which a calendar period begins still tells of the period that it closes. */
export function boundsAt(window: Window, at: Date): WindowBounds {
  const bounds = windowBounds(window, at);
  const begins = window.kind === 'calendar' && bounds.start.getTime() === at.getTime();
  return begins ? windowBounds(window, new Date(at.getTime() - 1)) : bounds;
}

/** Input of the budget arithmetic for a window that ends at `at`. */
export function budgetInput(objective: Objective, sums: LedgerSums, at: Date): BudgetInput {
  const bounds = boundsAt(objective.window, at);
  const counts = { good: sums.good, bad: sums.bad };
  return {
    counts,
    target: objective.target,
    window: objective.window,
    bounds,
    coveredSeconds: sums.coveredSeconds,
  };
}

/** Counts of the burn windows; one that nobody measured has none. */
export function windowCounts(burn: ReadonlyMap<ForecastWindow, LedgerSums>): WindowCounts {
  return Object.fromEntries(
    [...burn].map(([window, sums]) => [
      window,
      sums.coveredSeconds > 0 ? { good: sums.good, bad: sums.bad } : null,
    ]),
  );
}

/** The same as alerts take them: a long window that a new SLO has not filled yet tells of nothing. */
export function judgedCounts({ burn, asOf, countedFrom }: ReadingInput): WindowCounts {
  const counted = countedFrom ? (asOf.getTime() - countedFrom.getTime()) / 1000 : Infinity;
  const judged = [...burn].filter(([window]) => window === '1m' || !isUnfilled(window, counted));
  return windowCounts(new Map(judged));
}

/** The pace of every window; null where nobody measured. */
export function pacesOf(burn: ReadonlyMap<ForecastWindow, LedgerSums>): Paces {
  return Object.fromEntries(
    [...burn].map(([window, { good, bad, coveredSeconds }]): [ForecastWindow, Pace | null] => [
      window,
      coveredSeconds > 0 ? { counts: { good, bad }, seconds: coveredSeconds } : null,
    ]),
  );
}

/** Whether an alert about the burn pages now. */
function pages(alert: SloAlert): boolean {
  return alert.severity === 'page' && isBurning(alert);
}

/** Whether a pair pages of which the ledger, that ends a minute ago, does not see anything yet. */
function pagedAhead(pairs: readonly BurnPair[], alerts: readonly SloAlert[]): boolean {
  return alerts.filter(pages).some(({ name }) => {
    const state = pairs.find(({ tier }) => tier.alert === name)?.state;
    return state === 'steady' || state === 'rising';
  });
}

/**
 * A burn alert that pages outranks what the ledger saw a minute ago. Steady is only what was looked at: while no pair that pages
 * can be judged, days that were quiet before say nothing of now.
 */
function burnNow(
  pairs: readonly BurnPair[],
  alerts: readonly SloAlert[],
): { state: BurnState; severity: Severity | null } {
  if (alerts.some(pages)) return { state: 'burning', severity: 'page' };
  const overall = overallBurn(pairs);
  const judged = pairs.some(({ tier, state }) => tier.severity === 'page' && state !== 'unknown');
  return overall.state === 'steady' && !judged ? { state: 'unknown', severity: null } : overall;
}

/** The regimes of the objective in its order, then those that held under names it no longer has: their time was spent all the same. */
function regimesOf(
  objective: Objective,
  regimes: Readonly<Record<string, number>>,
): { name: string; share: number }[] {
  if (objective.indicator.kind === 'ratio') return [];
  const names = new Set([
    ...objective.indicator.regimes.map(({ name }) => name),
    ...Object.keys(regimes).toSorted(),
  ]);
  const spans = [...names].map((name) => ({ regime: name, seconds: regimes[name] ?? 0 }));
  return regimeShares(spans.filter(({ seconds }) => seconds > 0));
}

/** Burn rate of one window; null where nobody measured or nothing happened. */
function rateOf(counts: WindowCounts, window: '1h' | '6h', objective: Objective): number | null {
  const measured = counts[window];
  return measured ? burnRate(measured, objective.target) : null;
}

/** Judges the ledger: the arithmetic is libs/slo's, this only brings its parts together. */
export function readingOf(input: ReadingInput): Reading {
  const { objective, asOf, window, alerts } = input;
  const counts = windowCounts(input.burn);
  const budgeted = budgetInput(objective, window, asOf);
  const pairs = burnPairs(
    judgedCounts(input),
    objective.target,
    objective.window,
    objective.minBadEvents,
  );
  const paces = pacesOf(input.burn);
  const forecast = forecastBasis({
    paces,
    target: objective.target,
    minBadEvents: objective.minBadEvents,
    pagedAhead: pagedAhead(pairs, alerts),
  });
  const pace = forecast.verdict === 'runs-out' ? (paces[forecast.window] ?? null) : null;
  const exhaustsInSeconds = secondsToExhaustion(budgeted, pace);
  const { sli, ...budget } = budgetOf({ ...budgeted, exhaustsInSeconds });
  const elapsed = budgeted.bounds.elapsedSeconds;
  const burn = burnNow(pairs, alerts);
  return {
    asOf: asOf.toISOString(),
    good: window.good,
    bad: window.bad,
    total: window.good + window.bad,
    sli,
    budget,
    burn: {
      state: burn.state,
      rate1h: rateOf(counts, '1h', objective),
      rate6h: rateOf(counts, '6h', objective),
      forecast,
      severity: burn.severity,
      firingSince: firingSince(alerts, input.before),
    },
    coverage: elapsed > 0 ? Math.min(window.coveredSeconds / elapsed, 1) : 0,
    sampleShare: window.coveredSeconds > 0 ? window.sampleSeconds / window.coveredSeconds : 0,
    // One that is gone has no date any more at which it will be.
    exhaustsAt:
      budget.state === 'exhausted'
        ? null
        : (exhaustsAt(budgeted, pace, asOf)?.toISOString() ?? null),
    definition: definitionReading(input.earlier.spans, input.earlier.sums, window),
    regimes: regimesOf(objective, input.regimes),
    regime: objective.indicator.kind === 'ratio' ? null : input.regime,
    alerts,
  };
}
