import { dateFormat } from '../../util/format/intl.js';
import type { Window } from '../contract-slo.js';

type Period = Extract<Window, { kind: 'calendar' }>['period'];

interface Day {
  year: number;
  month: number;
  day: number;
}

function localDay(at: Date, zone: string): Day {
  const format = dateFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const [year = 1970, month = 1, day = 1] = format.format(at).split('-').map(Number);
  return { year, month, day };
}

function offset(at: number, zone: string): number {
  const format = dateFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const part = Object.fromEntries(
    format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]),
  );
  const {
    year = 0,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
  } = part as Record<string, number>;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

function midnight({ year, month, day }: Day, zone: string): Date {
  const wall = Date.UTC(year, month - 1, day);
  const guess = wall - offset(wall, zone);
  return new Date(wall - offset(guess, zone));
}

const FIRST: Record<Period, (day: Day, weekday: number) => Day> = {
  day: (day) => day,
  week: (day, weekday) => ({ ...day, day: day.day - weekday }),
  month: (day) => ({ ...day, day: 1 }),
  quarter: (day) => ({ ...day, month: day.month - ((day.month - 1) % 3), day: 1 }),
  year: (day) => ({ ...day, month: 1, day: 1 }),
};
const NEXT: Record<Period, (day: Day) => Day> = {
  day: (day) => ({ ...day, day: day.day + 1 }),
  week: (day) => ({ ...day, day: day.day + 7 }),
  month: (day) => ({ ...day, month: day.month + 1 }),
  quarter: (day) => ({ ...day, month: day.month + 3 }),
  year: (day) => ({ ...day, year: day.year + 1 }),
};

/**
 * The calendar window an instant lies in: local midnights in the window's own zone; weeks begin on Monday (ISO 8601).
 * Written with Intl alone, because the library's time zone arithmetic would double the page; a spec holds both equal.
 */
export function calendarBounds(at: Date, period: Period, zone: string): { start: Date; end: Date } {
  const today = localDay(at, zone);
  const weekday = (new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() + 6) % 7;
  const first = FIRST[period](today, weekday);
  return { start: midnight(first, zone), end: midnight(NEXT[period](first), zone) };
}
