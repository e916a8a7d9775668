import type { SloRow } from '../../api/contract-slo.js';

/** Shares the buttons set: enough to see something within minutes. */
export const BURN_ERRORS = 0.05;
export const BURN_SLOWNESS = 0.8;

/** The quickest page comes when this share of a rolling 30 day budget is gone (the outage tier of the alert rules; a spec holds them equal). */
export const PAGE_BUDGET_SHARE = 0.0015;
/** Scrape, rule evaluation and alert state add about this much, in seconds. */
const LAG = 60;
const DAYS = /^(\d+)d$/;

/**
 * What a steady share of bad events does to a budget. Durations in seconds. When all of it is gone depends on what is left and on the
 * traffic of now: that is said by the reading alone.
 */
export interface Forecast {
  /** How many times as fast as allowed the budget is used. */
  burn: number;
  page: number;
}

/** Forecast for `share` (0..1) of bad events from now on; null when nothing would burn or the window is not rolling days. */
export function forecast(objective: SloRow['objective'], share: number): Forecast | null {
  const days =
    objective.window.kind === 'rolling' ? DAYS.exec(objective.window.duration)?.[1] : undefined;
  if (days === undefined) return null;
  const burn = share / ((100 - Number(objective.target)) / 100);
  if (burn <= 1) return null;
  const window = Number(days) * 86_400;
  return { burn, page: (PAGE_BUDGET_SHARE * window) / burn + LAG };
}

/** The sample SLO a switch shows best: the strictest ratio for errors, the strictest latency for slowness. */
export function showcase(rows: readonly SloRow[], kind: 'ratio' | 'latency'): SloRow | undefined {
  return rows
    .filter(
      ({ sample, objective, subject }) =>
        sample && objective.kind === kind && subject.slug === 'shop',
    )
    .sort((a, b) => Number(b.objective.target) - Number(a.objective.target))[0];
}
