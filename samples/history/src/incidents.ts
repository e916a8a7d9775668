import { TICK_SECONDS, type Span } from './ticks.js';

/** Objectives whose bad events are drawn; the other sample objectives are derived from these. */
export type Fault = 'checkout-errors' | 'other-errors' | 'slow-requests' | 'slow-credit-checks';

/** One thing that went wrong in the sample history, sized by what it cost. */
export interface Incident {
  name: string;
  fault: Fault;
  /** Start: whole days before the day the history ends, and the hour of that day (UTC). */
  daysAgo: number;
  hour: number;
  hours: number;
  /** Share of the 30-day budget it burns, in the budget of the objective the fault belongs to. */
  budgetShare: number;
}

/** The labelled incidents; each explains a step in one of the burn-down charts. */
export const INCIDENTS: readonly Incident[] = [
  {
    name: 'payment form rejected valid cards',
    fault: 'checkout-errors',
    daysAgo: 24,
    hour: 9.5,
    hours: 1.5,
    budgetShare: 0.34,
  },
  {
    name: 'checkout ran out of database connections',
    fault: 'checkout-errors',
    daysAgo: 12,
    hour: 18,
    hours: 0.75,
    budgetShare: 0.29,
  },
  {
    name: 'voucher service timed out',
    fault: 'checkout-errors',
    daysAgo: 5,
    hour: 13.25,
    hours: 2,
    budgetShare: 0.18,
  },
  {
    name: 'catalog rollout with a bad index',
    fault: 'other-errors',
    daysAgo: 18,
    hour: 7,
    hours: 0.5,
    budgetShare: 0.03,
  },
  {
    name: 'cold caches after a migration',
    fault: 'slow-requests',
    daysAgo: 21,
    hour: 4,
    hours: 9,
    budgetShare: 0.1,
  },
  {
    name: 'search index rebuilt by day',
    fault: 'slow-requests',
    daysAgo: 8,
    hour: 8,
    hours: 7,
    budgetShare: 0.09,
  },
  {
    name: 'credit check partner moved data centres',
    fault: 'slow-credit-checks',
    daysAgo: 20,
    hour: 6,
    hours: 60,
    budgetShare: 0.55,
  },
  {
    name: 'credit check partner under load',
    fault: 'slow-credit-checks',
    daysAgo: 9,
    hour: 10,
    hours: 26,
    budgetShare: 0.38,
  },
];

/** When nobody measured: the coverage gap of the sample history, in one objective only. */
export const GAP = { slo: 'credit-check-latency', daysAgo: 15, hour: 1, hours: 5 } as const;

/** First and last-but-one tick index of something given in days before the end of the span. */
export function ticksOf(
  when: { daysAgo: number; hour: number; hours: number },
  span: Span,
): [from: number, to: number] {
  const end = span.first + (span.ticks - 1) * TICK_SECONDS;
  const midnight = Math.floor(end / 86_400) * 86_400;
  const start = midnight - when.daysAgo * 86_400 + when.hour * 3600;
  const from = Math.ceil((start - span.first) / TICK_SECONDS);
  const to = Math.ceil((start + when.hours * 3600 - span.first) / TICK_SECONDS);
  return [Math.max(0, from), Math.min(span.ticks, to)];
}
