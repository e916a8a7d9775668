import { shareOfBudget, toNumber, type Objective } from '#slo';
import { floorTo } from './ledger-plan.js';
import { HOUR_MS, MINUTE_MS } from './minutes.js';
import { budgetInput, type LedgerSums } from './reading.js';

/** A stretch of a ledger: from (inclusive) to (exclusive), unix milliseconds. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What happened within a stretch of time, and how much of the budget that took. Counts are events, shares 0..1 (`share` may be more). */
export interface Spent {
  readonly from: string;
  readonly to: string;
  readonly good: number;
  readonly bad: number;
  /** measured share of the stretch */
  readonly coverage: number;
  /** of the whole budget of the window that ends with the stretch; null = nothing happened in that window, or nothing is counted yet */
  readonly share: number | null;
}

/**
 * The stretch that can be counted: whole closed minutes that hold all of what is asked for, whole hours where minutes are kept no more.
 * @param asOf end of the newest closed minute, @param minutesFrom the oldest minute that is kept; unix milliseconds
 * @returns empty (`from` = `to`) when nothing of it is closed yet
 */
export function countable({ from, to }: Range, asOf: number, minutesFrom: number): Range {
  const stepAt = (at: number) => (at < minutesFrom ? HOUR_MS : MINUTE_MS);
  const first = Math.min(floorTo(from, stepAt(from)), asOf);
  const end = Math.min(-floorTo(-to, stepAt(to)), asOf);
  return { from: first, to: Math.max(first, end) };
}

/** @param window sums of the objective's window that ends with `range` */
export function spentWithin(
  objective: Objective,
  { from, to }: Range,
  sums: LedgerSums,
  window: LedgerSums,
): Spent {
  const share = shareOfBudget(sums.bad, budgetInput(objective, window, new Date(to)));
  const length = (to - from) / 1000;
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    good: sums.good,
    bad: sums.bad,
    coverage: length > 0 ? Math.min(sums.coveredSeconds / length, 1) : 0,
    share: length > 0 && share !== null ? toNumber(share) : null,
  };
}
