/** Bounds of a maintenance window. */
export const MAINTENANCE_LIMITS = {
  shortestMinutes: 5,
  /** of one time, on the wall */
  longestMinutes: 7 * 24 * 60,
  subjects: 500,
  matchers: 20,
  /** times that are shown ahead */
  shownAhead: 5,
  /** days that are looked back when it is said what it would have hidden */
  lookedBackDays: 30,
} as const;

/** How a matcher compares the label of an alert with its value; a label that an alert does not have is empty. */
export const MATCHER_OPERATORS = ['=', '!='] as const;
export type MatcherOperator = (typeof MATCHER_OPERATORS)[number];

/** How often a window may come again. */
export const MAINTENANCE_FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
