import type { Severity } from '#contract';
import { parseDuration } from './duration.js';
import { toNumber } from './rational.js';
import { errorBudgetRatio } from './target.js';
import type { Target } from './target.js';
import { nominalSeconds } from './window.js';
import type { Window } from './window.js';

/** Names of the recorded windows that burn alerts look at. */
export type BurnWindow = '2m' | '5m' | '15m' | '30m' | '1h' | '2h' | '6h' | '1d' | '3d';

/** A pair of windows, and the share of the budget whose loss within the long one is worth a page or a ticket. */
export interface AlertTier {
  key: 'outage' | 'degradation' | 'fast' | 'slow' | 'ticket-fast' | 'ticket-slow';
  alert: string;
  severity: Severity;
  long: BurnWindow;
  short: BurnWindow;
  /** Parts per ten thousand of the budget: 200 is 2 %. */
  budgetPerMyriad: number;
  /** Factor from which on the objective's minimum of bad events is proof enough; a lower one needs as many more as it is lower. */
  sureFactor: number;
}

/**
 * The four pairs of The Site Reliability Workbook (chapter 5, table 5-8, plus its 1d/2h ticket), and two before them that exist
 * because of detection time: by the workbook's pairs alone a fault that burns 50x is paged after 14.4 x 60 / 50 = 17 minutes, one
 * that burns 10x after 3 hours and 36 minutes. A share s of the budget within a window w is seen after s x (length of the
 * objective's window) / (burn rate), at most w, so 0.15 % within 5 minutes (12.96x over 30 days) and 0.2 % within 15 minutes
 * (5.76x) page everything that is paged at all within a quarter of an hour. docs/adr/0006 has the figures.
 */
export const ALERT_TIERS: readonly AlertTier[] = [
  {
    key: 'outage',
    alert: 'LeitstandBudgetBurnOutage',
    severity: 'page',
    long: '5m',
    short: '2m',
    budgetPerMyriad: 15,
    sureFactor: 12.96,
  },
  {
    key: 'degradation',
    alert: 'LeitstandBudgetBurnDegradation',
    severity: 'page',
    long: '15m',
    short: '5m',
    budgetPerMyriad: 20,
    sureFactor: 12.96,
  },
  {
    key: 'fast',
    alert: 'LeitstandBudgetBurnFast',
    severity: 'page',
    long: '1h',
    short: '5m',
    budgetPerMyriad: 200,
    sureFactor: 12.96,
  },
  {
    key: 'slow',
    alert: 'LeitstandBudgetBurnSlow',
    severity: 'page',
    long: '6h',
    short: '30m',
    budgetPerMyriad: 500,
    sureFactor: 6,
  },
  {
    key: 'ticket-fast',
    alert: 'LeitstandBudgetBurnTicketFast',
    severity: 'ticket',
    long: '1d',
    short: '2h',
    budgetPerMyriad: 1_000,
    sureFactor: 3,
  },
  {
    key: 'ticket-slow',
    alert: 'LeitstandBudgetBurnTicketSlow',
    severity: 'ticket',
    long: '3d',
    short: '6h',
    budgetPerMyriad: 1_000,
    sureFactor: 1,
  },
];

/**
 * Least factor per severity. Short windows make share x window / long small; below 1x nothing burns at all, and a page needs a
 * pace that is gone in half the window.
 */
export const LEAST_FACTOR: Record<Severity, number> = { page: 2, ticket: 1 };

/**
 * Share of bad events that is over every factor, however low the target: a total outage burns 1 / error budget times too fast, which
 * for 50 % is 2, and a factor above that would never be reached.
 */
export const OUTAGE_RATIO = 0.8;

/** The highest factor of an objective with this error budget (0..1); below 1x nothing burns at all. */
function highestFactor(errorBudget: number): number {
  return Math.max(OUTAGE_RATIO / errorBudget, 1);
}

/** Seconds of a burn window. */
export function burnWindowSeconds(window: BurnWindow): number {
  return parseDuration(window) ?? 0;
}

/** Longest window that is judged before it is filled, seconds: a new objective's outage has to page at once. */
const JUDGED_UNFILLED_SECONDS = 3_600;

/** Whether a tier says nothing of an objective that has not been counted for as long as its long window. */
export function needsFilledWindow({ long }: Pick<AlertTier, 'long'>): boolean {
  return burnWindowSeconds(long) > JUDGED_UNFILLED_SECONDS;
}

/** Whether a window of an objective that has been counted for so many seconds is too short yet for the tier of which it is the long one. */
export function isUnfilled(window: BurnWindow, countedSeconds: number): boolean {
  return ALERT_TIERS.some(
    (tier) =>
      tier.long === window &&
      needsFilledWindow(tier) &&
      countedSeconds <= burnWindowSeconds(tier.long) - burnWindowSeconds(tier.short),
  );
}

/** Every window that some tier looks at, shortest first: what has to be recorded, or summed from a ledger, to judge them all. */
export const BURN_WINDOWS: readonly BurnWindow[] = [
  ...new Set(ALERT_TIERS.flatMap(({ short, long }) => [short, long])),
].toSorted((a, b) => burnWindowSeconds(a) - burnWindowSeconds(b));

/** factor = window seconds / this. An integer for every tier, so that PromQL divides without a rounding error. */
export function factorDivisor(tier: AlertTier): number {
  return (burnWindowSeconds(tier.long) * 10_000) / tier.budgetPerMyriad;
}

/**
 * Length of an objective's window at which the factor is the sure one: sure factor / factor = this / window. An integer, so that a
 * minimum of 4 times 2.25 is 9 in PromQL, too.
 */
export function sureSeconds(tier: AlertTier): number {
  return Math.round(tier.sureFactor * factorDivisor(tier));
}

/** The scale of the minimum where the factor is the least one. */
export function highestScale(tier: AlertTier): number {
  return tier.sureFactor / LEAST_FACTOR[tier.severity];
}

/** A tier applied to one objective's window. */
export interface AppliedTier extends AlertTier {
  /** Burn rate over which both windows must be: budget share x window / long window, at least LEAST_FACTOR, at most what OUTAGE_RATIO burns. */
  factor: number;
  /** Share of the budget lost when the long window is at the factor throughout. */
  budgetShare: number;
  /**
   * How many times the objective's minimum of bad events the long window must hold. Chance alone brings a window over a low factor
   * more easily than over a high one; sureFactor / factor keeps the events that are *allowed* in it at minimum / sureFactor.
   */
  minBadScale: number;
}

/** The tiers that make sense for an objective: those whose long window fits into its own. */
export function tiersFor({ window, target }: { window: Window; target: Target }): AppliedTier[] {
  const seconds = nominalSeconds(window);
  const highest = highestFactor(toNumber(errorBudgetRatio(target)));
  return ALERT_TIERS.filter((tier) => burnWindowSeconds(tier.long) <= seconds).map((tier) => {
    const least = LEAST_FACTOR[tier.severity];
    const factor = Math.min(Math.max(seconds / factorDivisor(tier), least), highest);
    const scale = Math.max(Math.min(sureSeconds(tier) / seconds, highestScale(tier)), 1);
    return {
      ...tier,
      factor,
      budgetShare: (factor * burnWindowSeconds(tier.long)) / seconds,
      minBadScale: Math.max(scale, tier.sureFactor / highest),
    };
  });
}
