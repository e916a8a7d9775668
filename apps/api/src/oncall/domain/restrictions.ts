import { WEEKDAYS, type TurnCount, type Weekday } from '#contract';
import { modulo, type Turns } from './turns.js';
import { DAY_MS, WEEK_MS, timeOfDay, type WallTime } from './wall-clock.js';

/** Hours of the week in which a layer has somebody on call. */
export interface Restriction {
  readonly days: readonly Weekday[];
  /** time of day at which they begin, on each of the days */
  readonly from: string;
  /** time of day at which they end; not later than `from`: on the day after */
  readonly to: string;
}

/** Hours on the wall, half-open. */
export interface WallSpan {
  readonly from: WallTime;
  readonly to: WallTime;
}

/** 1970-01-01 was a Thursday: this is the Monday before. */
const FIRST_MONDAY = -3 * DAY_MS;

/**
 * The restricted hours of every week, counted from its Monday, in order; those that overlap or touch are one. Those of Sunday may end in
 * the next week.
 */
export function weeklyHours(restrictions: readonly Restriction[]): WallSpan[] {
  const each = restrictions.flatMap(({ days, from, to }) => {
    const [begin, end] = [timeOfDay(from), timeOfDay(to)];
    return days.map((day) => {
      const midnight = WEEKDAYS.indexOf(day) * DAY_MS;
      return { from: midnight + begin, to: midnight + (end > begin ? end : end + DAY_MS) };
    });
  });
  return united(each.sort((a, b) => a.from - b.from));
}

/** Spans as few as can be. @param spans in the order of their begins */
export function united<S extends { readonly from: number; readonly to: number }>(
  spans: readonly S[],
): { from: number; to: number }[] {
  const few: { from: number; to: number }[] = [];
  for (const { from, to } of spans) {
    const before = few.at(-1);
    if (before && from <= before.to) before.to = Math.max(before.to, to);
    else few.push({ from, to });
  }
  return few;
}

/** The hours of `week` that reach into [from, to), in the order in which they begin. */
export function hoursWithin(week: readonly WallSpan[], from: WallTime, to: WallTime): WallSpan[] {
  const spans: WallSpan[] = [];
  // Hours of the week before may reach into this one.
  for (let monday = mondayBefore(from) - WEEK_MS; monday < to; monday += WEEK_MS)
    for (const hours of week)
      if (monday + hours.to > from && monday + hours.from < to)
        spans.push({ from: monday + hours.from, to: monday + hours.to });
  return spans;
}

function mondayBefore(wall: WallTime): WallTime {
  return wall - modulo(wall - FIRST_MONDAY, WEEK_MS);
}

/** How many people turns have used up before turn `k`, negative before turn 0: modulo the members it is whose turn it is. */
export type CountTurns = (k: number) => number;

/**
 * Counts turns as `by` says. Turns shorter than a week come round: after at most 168 of them they lie in the same hours of the week,
 * so what one round uses up is counted once. Turns of a week or more have restricted hours always.
 */
export function turnCounter(turns: Turns, week: readonly WallSpan[], by: TurnCount): CountTurns {
  const { length } = turns;
  if (by === 'calendar' || week.length === 0 || length === null || length >= WEEK_MS)
    return (k) => k;
  const round = WEEK_MS / commonDivisor(WEEK_MS, length);
  const before = [0];
  for (let k = 0; k < round; k++)
    before.push((before[k] ?? 0) + (reachesInto(week, turns.begin(k), length) ? 1 : 0));
  const all = before[round] ?? 0;
  return (k) => Math.floor(k / round) * all + (before[modulo(k, round)] ?? 0);
}

/** Whether the hours of a week reach into `length` milliseconds, a week at most, from `wall` on. */
function reachesInto(week: readonly WallSpan[], wall: WallTime, length: number): boolean {
  const from = wall - mondayBefore(wall);
  return [-WEEK_MS, 0, WEEK_MS].some((shift) =>
    week.some((hours) => hours.to + shift > from && hours.from + shift < from + length),
  );
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** Whether hours of a week begin at a wall time. */
export function beginsAt(week: readonly WallSpan[], wall: WallTime): boolean {
  const at = wall - mondayBefore(wall);
  return week.some(({ from }) => from === at);
}
