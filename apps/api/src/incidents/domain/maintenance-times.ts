import { MAINTENANCE_FREQUENCIES } from '#contract';
import { RRuleTemporal } from 'rrule-temporal';
import { DAY_MS, MINUTE_MS, WallClock, wallTime } from '../../oncall/domain/wall-clock.js';
import type { MaintenanceWindow, Span } from './maintenance.js';

/** What says when a window is. */
export type Times = Pick<MaintenanceWindow, 'timeZone' | 'starts' | 'durationMinutes' | 'rrule'>;

/** Further than any two times of a rule that is worth its name: years may be leapt over, and so may the 29th of February. */
const AHEAD_MS = 9 * 366 * DAY_MS;
const NEAR_MS = 32 * DAY_MS;
/** Wall times differ from UTC by less. */
const MARGIN_MS = 2 * DAY_MS;
/** Times that a rule may have in what is asked for at once. */
const MOST = 5000;

/**
 * The times of a window that touch `from` to `to`, in their order. Rules count on the wall; a begin that a change of the clocks skips is the
 * first instant behind the gap, one that comes twice is the first; an end that comes twice is the last. What lies in a gap as a whole is none.
 */
export function spansOf(times: Times, from: Date, to: Date): Span[] {
  const { timeZone, durationMinutes } = times;
  const length = durationMinutes * MINUTE_MS;
  const begin = from.getTime() - length - MARGIN_MS;
  const end = to.getTime() + MARGIN_MS;
  const clock = new WallClock(timeZone, begin, end + length);
  return wallStarts(times, begin, end).flatMap((wall) => {
    const span = {
      from: new Date(clock.instantOf(wall)),
      to: new Date(clock.instantOf(wall + length, 'last')),
    };
    return span.from < span.to && span.to > from && span.from < to ? [span] : [];
  });
}

/** Until when a window holds that holds at `now`; null = it does not. Times that touch are one. */
export function heldUntil(times: Times, now: Date): Date | null {
  let until: Date | null = null;
  const length = times.durationMinutes * MINUTE_MS;
  for (const { from, to } of spansOf(times, now, new Date(now.getTime() + length + DAY_MS)))
    if (from <= (until ?? now) && (until === null || to > until)) until = to;
  return until;
}

/** The next instant after `now` at which a time begins or ends; null = never. */
export function nextTurn(times: Times, now: Date): Date | null {
  const from = lookFrom(times, now);
  for (const ahead of [NEAR_MS, AHEAD_MS]) {
    const spans = spansOf(times, from, new Date(from.getTime() + ahead));
    const turns = spans.flatMap(({ from, to }) => [from, to]).filter((at) => at > now);
    if (turns.length > 0) return new Date(Math.min(...turns.map((at) => at.getTime())));
  }
  return null;
}

/** The next times that are not over. @param most how many */
export function nextSpans(times: Times, now: Date, most: number): Span[] {
  const from = lookFrom(times, now);
  let spans: Span[] = [];
  for (const ahead of [NEAR_MS, AHEAD_MS]) {
    spans = spansOf(times, from, new Date(from.getTime() + ahead));
    if (spans.length >= most) break;
  }
  return spans.slice(0, most);
}

/** Now, or where that is later what lies right before the first time, however far ahead that is. */
function lookFrom({ starts }: Times, now: Date): Date {
  return new Date(Math.max(now.getTime(), Date.parse(`${starts}:00Z`) - MARGIN_MS));
}

/** What is to be said of a rule that is none, or finer than a day; null = nothing. */
export function ruleFault(rrule: string): string | null {
  const parts = new Map(
    rrule.split(';').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)] as const;
    }),
  );
  const frequency = parts.get('FREQ') ?? '';
  if (!(MAINTENANCE_FREQUENCIES as readonly string[]).includes(frequency))
    return `must have a FREQ of ${MAINTENANCE_FREQUENCIES.join(', ')}, for example FREQ=WEEKLY;BYDAY=SU`;
  const finer = ['BYHOUR', 'BYMINUTE', 'BYSECOND', 'DTSTART'].find((name) => parts.has(name));
  if (finer !== undefined) return `must not have ${finer}: the time of day is that of starts`;
  try {
    ruleOf('2026-01-01T00:00', rrule).between(new Date(0), new Date(1), true);
    return null;
  } catch {
    return 'must be a rule of RFC 5545, for example FREQ=WEEKLY;BYDAY=SU';
  }
}

/** Wall times at which a window begins. */
function wallStarts({ starts, rrule }: Times, from: number, to: number): number[] {
  const first = wallTime(starts);
  if (rrule === null) return first >= from && first <= to ? [first] : [];
  if (to < first) return [];
  return ruleOf(starts, rrule)
    .between(new Date(from), new Date(to), true)
    .slice(0, MOST)
    .map(({ epochMilliseconds }) => epochMilliseconds);
}

/** A rule whose clock is the wall's: it knows of no zone. */
function ruleOf(starts: string, rrule: string): RRuleTemporal {
  const begin = `${starts.replace(/[-:]/g, '')}00Z`;
  return new RRuleTemporal({ rruleString: `DTSTART:${begin}\nRRULE:${rrule}` });
}
