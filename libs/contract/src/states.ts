/** How a budget stands, worst first, and last what nothing is known of. */
export const BUDGET_STATES = ['exhausted', 'at-risk', 'healthy', 'no-data'] as const;
export type BudgetState = (typeof BUDGET_STATES)[number];

/** How fast a budget burns, worst first, and last what nothing is known of. */
export const BURN_STATES = ['burning', 'rising', 'recovering', 'steady', 'unknown'] as const;
export type BurnState = (typeof BURN_STATES)[number];

/** What an alert does: wakes somebody, or files a task. */
export const SEVERITIES = ['page', 'ticket'] as const;
export type Severity = (typeof SEVERITIES)[number];
