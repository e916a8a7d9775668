import { Temporal } from 'temporal-polyfill';
import { parseDuration } from './duration.js';

export const CALENDAR_PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type CalendarPeriod = (typeof CALENDAR_PERIODS)[number];

/** The time a budget is for: the last `duration` up to now, or the current calendar period of a time zone. */
export type Window =
  | { kind: 'rolling'; duration: string }
  | { kind: 'calendar'; period: CalendarPeriod; timeZone: string };

/** Half-open bounds [start, end) of the window an instant lies in, with lengths in seconds. */
export interface WindowBounds {
  start: Date;
  /** For a rolling window the instant itself; for a calendar window the end of the period. */
  end: Date;
  elapsedSeconds: number;
  totalSeconds: number;
}

/** True for an IANA time zone this runtime knows ('Europe/Berlin', 'UTC'); fixed offsets are refused. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** A time zone as IANA writes it: `europe/berlin` is Europe/Berlin. @param name one of which `isTimeZone` holds */
export function timeZoneName(name: string): string {
  return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
}

function periodStart(at: Temporal.ZonedDateTime, period: CalendarPeriod): Temporal.PlainDate {
  const date = at.toPlainDate();
  switch (period) {
    case 'day':
      return date;
    case 'week':
      return date.subtract({ days: date.dayOfWeek - 1 });
    case 'month':
      return date.with({ day: 1 });
    case 'quarter':
      return date.with({ day: 1, month: date.month - ((date.month - 1) % 3) });
    case 'year':
      return date.with({ day: 1, month: 1 });
  }
}

const PERIOD_LENGTH: Record<CalendarPeriod, Temporal.DurationLike> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
};

function calendarBounds(period: CalendarPeriod, timeZone: string, at: Date): WindowBounds {
  const now = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const first = periodStart(now, period);
  // Local midnights, converted one by one: a day with a clock change is 23 or 25 hours long.
  const start = first.toZonedDateTime(timeZone).epochMilliseconds;
  const end = first.add(PERIOD_LENGTH[period]).toZonedDateTime(timeZone).epochMilliseconds;
  return {
    start: new Date(start),
    end: new Date(end),
    elapsedSeconds: (at.getTime() - start) / 1_000,
    totalSeconds: (end - start) / 1_000,
  };
}

/** Length of a rolling window in seconds. Throws a RangeError for a duration that was never validated. */
export function rollingSeconds(duration: string): number {
  const seconds = parseDuration(duration);
  if (seconds === undefined) throw new RangeError(`'${duration}' is not a duration`);
  return seconds;
}

/** Bounds of the window at an instant. Weeks begin on Monday (ISO 8601); days begin at local midnight of the zone. */
export function windowBounds(window: Window, at: Date): WindowBounds {
  if (window.kind === 'calendar') return calendarBounds(window.period, window.timeZone, at);
  const seconds = rollingSeconds(window.duration);
  return {
    start: new Date(at.getTime() - seconds * 1_000),
    end: at,
    elapsedSeconds: seconds,
    totalSeconds: seconds,
  };
}

const NOMINAL_DAYS: Record<CalendarPeriod, number> = {
  day: 1,
  week: 7,
  month: 30,
  quarter: 90,
  year: 365,
};

/** Length used for alert factors, in seconds: rolling as written; calendar periods 1, 7, 30, 90, 365 days, so that factors do not change with the month. */
export function nominalSeconds(window: Window): number {
  return window.kind === 'rolling'
    ? rollingSeconds(window.duration)
    : NOMINAL_DAYS[window.period] * 86_400;
}

/** Short stable name of a window: '30d' or 'calendar-month'. */
export function windowName(window: Window): string {
  return window.kind === 'rolling' ? window.duration : `calendar-${window.period}`;
}
