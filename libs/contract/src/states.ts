/** How a budget stands, worst first, and last what nothing is known of. */
export const BUDGET_STATES = ['exhausted', 'at-risk', 'healthy', 'no-data'] as const;
export type BudgetState = (typeof BUDGET_STATES)[number];

/** How fast a budget burns, worst first, and last what nothing is known of. */
export const BURN_STATES = ['burning', 'rising', 'recovering', 'steady', 'unknown'] as const;
export type BurnState = (typeof BURN_STATES)[number];

/** What an alert does: wakes somebody, or files a task. */
export const SEVERITIES = ['page', 'ticket'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * Whether the end of a budget is foretold, and if not, why: `runs-out` has a date, `lasts` needs none; `begins` and `falling` are a fault of
 * which the last minutes say too little yet, or that is over or ending; `unclear` are too few bad events; `unknown` is nobody measuring.
 */
export const FORECAST_VERDICTS = [
  'runs-out',
  'lasts',
  'begins',
  'falling',
  'unclear',
  'unknown',
] as const;
export type ForecastVerdict = (typeof FORECAST_VERDICTS)[number];
