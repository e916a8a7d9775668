import { parseDuration } from '../duration.js';
import { CALENDAR_PERIODS, isTimeZone } from '../window.js';
import type { CalendarPeriod, Window } from '../window.js';
import { readFields, readText } from './reader.js';
import type { Complaints, Fields } from './reader.js';
import type { WindowDocument } from './slo-document.js';

const SHORTEST_SECONDS = 3_600;
const LONGEST_SECONDS = 366 * 86_400;

function readRolling(
  fields: Fields,
  path: string,
  complaints: Complaints,
): WindowDocument | undefined {
  const rolling = readText(fields, 'rolling', path, complaints);
  if (rolling === undefined) return undefined;
  const seconds = parseDuration(rolling);
  if (seconds === undefined)
    return complaints.add(
      `${path}.rolling`,
      'not-a-duration',
      "A duration looks like '30d', '12h' or '1d12h'.",
    );
  if (seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS) return { rolling };
  return complaints.add(
    `${path}.rolling`,
    'window-range',
    'A rolling window is between 1h and 366d long.',
  );
}

function readCalendar(
  fields: Fields,
  path: string,
  complaints: Complaints,
): WindowDocument | undefined {
  const period = readText(fields, 'calendar', path, complaints);
  const timeZone = readText(fields, 'timeZone', path, complaints);
  const calendar = CALENDAR_PERIODS.find((known) => known === period);
  if (period !== undefined && calendar === undefined)
    complaints.add(
      `${path}.calendar`,
      'unknown-period',
      `A calendar window is one of ${CALENDAR_PERIODS.join(', ')}.`,
    );
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    return complaints.add(
      `${path}.timeZone`,
      'unknown-time-zone',
      `'${timeZone}' is not a time zone; write an IANA name such as Europe/Berlin.`,
    );
  }
  return calendar === undefined || timeZone === undefined ? undefined : { calendar, timeZone };
}

/** Reads `spec.window`: { rolling } or { calendar, timeZone }. */
export function readWindow(
  value: unknown,
  path: string,
  complaints: Complaints,
): WindowDocument | undefined {
  const fields = readFields(value, path, ['rolling', 'calendar', 'timeZone'], complaints);
  if (fields === undefined) return undefined;
  const [rolling, calendar] = [fields.rolling !== undefined, fields.calendar !== undefined];
  if (rolling === calendar)
    return complaints.add(path, 'one-window', 'Give exactly one of rolling and calendar.');
  if (!rolling) return readCalendar(fields, path, complaints);
  if (fields.timeZone !== undefined)
    return complaints.add(
      `${path}.timeZone`,
      'unknown-field',
      'A rolling window has no time zone.',
    );
  return readRolling(fields, path, complaints);
}

/** The window of a document in the form the arithmetic uses. */
export function windowOf(document: WindowDocument): Window {
  if ('rolling' in document) return { kind: 'rolling', duration: document.rolling };
  return {
    kind: 'calendar',
    period: document.calendar as CalendarPeriod,
    timeZone: document.timeZone,
  };
}
