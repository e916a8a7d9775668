import { parseDuration } from './duration.js';
import { nominalSeconds } from './window.js';
import type { Window } from './window.js';

export type Severity = 'page' | 'ticket';
/** Names of the recorded windows that burn alerts look at. */
export type BurnWindow = '2m' | '5m' | '30m' | '1h' | '2h' | '6h' | '1d' | '3d';

/** A pair of windows, and the share of the budget whose loss within the long one is worth a page or a ticket. */
export interface AlertTier {
  key: 'outage' | 'fast' | 'slow' | 'ticket-fast' | 'ticket-slow';
  alert: string;
  severity: Severity;
  long: BurnWindow;
  short: BurnWindow;
  /** Parts per ten thousand of the budget: 200 is 2 %. */
  budgetPerMyriad: number;
}

/**
 * The four pairs of The Site Reliability Workbook (chapter 5, table 5-8, plus its 1d/2h ticket), and one before them. The first
 * tier exists because of detection time: with the fast pair alone, a fault that burns 50x is paged after 14.4 x 60 / 50 = 17
 * minutes, later than a mean time to detection of 15 minutes allows. 0.15 % of the budget within 5 minutes is the same idea
 * (12.96x of a 30 day window): it has seen enough of that fault after 12.96 x 5 / 50 = 1.3 minutes, and of every fault over
 * 12.96x within 5.
 */
export const ALERT_TIERS: readonly AlertTier[] = [
  { key: 'outage', alert: 'LeitstandBudgetBurnOutage', severity: 'page', long: '5m', short: '2m', budgetPerMyriad: 15 },
  { key: 'fast', alert: 'LeitstandBudgetBurnFast', severity: 'page', long: '1h', short: '5m', budgetPerMyriad: 200 },
  { key: 'slow', alert: 'LeitstandBudgetBurnSlow', severity: 'page', long: '6h', short: '30m', budgetPerMyriad: 500 },
  { key: 'ticket-fast', alert: 'LeitstandBudgetBurnTicketFast', severity: 'ticket', long: '1d', short: '2h', budgetPerMyriad: 1_000 },
  { key: 'ticket-slow', alert: 'LeitstandBudgetBurnTicketSlow', severity: 'ticket', long: '3d', short: '6h', budgetPerMyriad: 1_000 },
];

/**
 * Least factor per severity. Short windows make share x window / long small; below 1x nothing burns at all, and a page needs a
 * pace that is gone in half the window.
 */
export const LEAST_FACTOR: Record<Severity, number> = { page: 2, ticket: 1 };

/** Seconds of a burn window. */
export function burnWindowSeconds(window: BurnWindow): number {
  return parseDuration(window) ?? 0;
}

/** Every window that some tier looks at, shortest first: what has to be recorded, or summed from a ledger, to judge them all. */
export const BURN_WINDOWS: readonly BurnWindow[] = [...new Set(ALERT_TIERS.flatMap(({ short, long }) => [short, long]))]
  .toSorted((a, b) => burnWindowSeconds(a) - burnWindowSeconds(b));

/** factor = window seconds / this. An integer for every tier, so that PromQL divides without a rounding error. */
export function factorDivisor(tier: AlertTier): number {
  return (burnWindowSeconds(tier.long) * 10_000) / tier.budgetPerMyriad;
}

/** A tier applied to one objective's window. */
export interface AppliedTier extends AlertTier {
  /** Burn rate over which both windows must be: budget share x window / long window, at least LEAST_FACTOR. */
  factor: number;
  /** Share of the budget lost when the long window is at the factor throughout. */
  budgetShare: number;
}

/** The tiers that make sense for a window: those whose long window fits into it. */
export function tiersFor(window: Window): AppliedTier[] {
  const seconds = nominalSeconds(window);
  return ALERT_TIERS.filter((tier) => burnWindowSeconds(tier.long) <= seconds).map((tier) => {
    const factor = Math.max(seconds / factorDivisor(tier), LEAST_FACTOR[tier.severity]);
    return { ...tier, factor, budgetShare: (factor * burnWindowSeconds(tier.long)) / seconds };
  });
}
