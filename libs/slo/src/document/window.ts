import * as z from 'zod/mini';
import { parseDuration } from '../duration.js';
import { CALENDAR_PERIODS, isTimeZone, timeZoneName } from '../window.js';
import type { CalendarPeriod, Window } from '../window.js';
import { across, fields, must, rule, text } from './fields.js';

const SHORTEST_SECONDS = 3_600;
const LONGEST_SECONDS = 366 * 86_400;

const rolling = text().check(
  must(
    (value) => parseDuration(value) !== undefined,
    "not-a-duration: A duration looks like '30d', '12h' or '1d12h'.",
  ),
  must((value) => {
    const seconds = parseDuration(value) ?? 0;
    return seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS;
  }, 'window-range: A rolling window is between 1h and 366d long.'),
);

const calendar = text().check(
  must(
    (value) => CALENDAR_PERIODS.some((period) => period === value),
    `unknown-period: A calendar window is one of ${CALENDAR_PERIODS.join(', ')}.`,
  ),
);

const timeZone = text().check(
  rule((value) =>
    isTimeZone(value)
      ? undefined
      : `unknown-time-zone: '${value}' is not a time zone; write an IANA name such as Europe/Berlin.`,
  ),
);

export type WindowDocument = { rolling: string } | { calendar: CalendarPeriod; timeZone: string };

/** `spec.window`: { rolling } or { calendar, timeZone }. */
export const window = fields({
  rolling: z.optional(rolling),
  calendar: z.optional(calendar),
  timeZone: z.optional(z.unknown()),
}).check(
  across((given, tell) => {
    if ((given.rolling === undefined) === (given.calendar === undefined))
      return tell('one-window: Give exactly one of rolling and calendar.');
    if (given.rolling === undefined)
      timeZone
        .safeParse(given.timeZone)
        .error?.issues.forEach(({ message }) => tell(message, 'timeZone'));
    else if (given.timeZone !== undefined)
      tell('unknown-field: A rolling window has no time zone.', 'timeZone');
  }),
  z.overwrite((given) =>
    typeof given.timeZone === 'string' && isTimeZone(given.timeZone)
      ? { ...given, timeZone: timeZoneName(given.timeZone) }
      : given,
  ),
) as z.ZodMiniType<WindowDocument>;

/** The window of a document in the form the arithmetic uses. */
export function windowOf(document: WindowDocument): Window {
  if ('rolling' in document) return { kind: 'rolling', duration: document.rolling };
  return { kind: 'calendar', period: document.calendar, timeZone: document.timeZone };
}
