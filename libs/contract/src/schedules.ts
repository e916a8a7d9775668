/** How long one turn of a rotation is, in hours, days, weeks or months of the wall clock. */
export const ROTATION_TURNS = ['hourly', 'daily', 'weekly', 'monthly'] as const;
export type RotationTurn = (typeof ROTATION_TURNS)[number];

/** Days of the week, in the order of ISO 8601. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Which turns of a restricted layer use up a person: each one of the calendar, or only those in which somebody is on call. */
export const TURN_COUNTS = ['calendar', 'worked'] as const;
export type TurnCount = (typeof TURN_COUNTS)[number];

/** The most that one schedule may hold, and be asked for at once. */
export const SCHEDULE_LIMITS = {
  layers: 10,
  members: 100,
  restrictions: 14,
  /** of turns' length: every 366 days at most */
  every: 366,
  /** of shifts in one answer */
  windowDays: 366,
  /** of one override */
  overrideDays: 366,
} as const;
