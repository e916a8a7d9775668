import type { RotationTurn } from '#contract';
import { DAY_MS, HOUR_MS, WEEK_MS, timeOfDay, wallDate, type WallTime } from './wall-clock.js';

/** Who follows whom, and when they hand over. Turns are counted on the wall clock, from the anchor in both directions. */
export interface Rotation {
  readonly turn: RotationTurn;
  /** length of a turn, in hours, days, weeks or months */
  readonly every: number;
  /** time of day at which turns begin, e.g. `09:00` */
  readonly handoff: string;
  /** date on which turn 0 begins, e.g. `2026-01-05`: its day of the week or of the month is that of every turn */
  readonly anchor: string;
  /** ids of users; turn 0 is the first one's */
  readonly members: readonly string[];
}

/** Turns of one rotation: turn k begins at `begin(k)`. Nothing is expanded: each is computed from the anchor by itself. */
export interface Turns {
  /** When turn `k` begins, on the wall; later with every k. */
  begin(k: number): WallTime;
  /** The turn that a wall time lies in. */
  at(wall: WallTime): number;
  /** length of every turn in milliseconds; null where they differ */
  readonly length: number | null;
}

const UNIT_MS = { hourly: HOUR_MS, daily: DAY_MS, weekly: WEEK_MS };

/** The turns of a rotation. */
export function turnsOf(rotation: Rotation): Turns {
  const { turn, every } = rotation;
  if (turn === 'monthly') return monthly(rotation);
  const first = wallDate(rotation.anchor) + timeOfDay(rotation.handoff);
  const length = every * UNIT_MS[turn];
  return {
    begin: (k) => first + k * length,
    at: (wall) => Math.floor((wall - first) / length),
    length,
  };
}

/** Each turn begins on the anchor's day of its month, or on the last one where the month is shorter. */
function monthly({ every, handoff, anchor }: Rotation): Turns {
  const date = new Date(wallDate(anchor));
  const [month, day] = [monthsOf(date), date.getUTCDate()];
  const time = timeOfDay(handoff);
  const begin = (k: number) => {
    const of = month + k * every;
    const last = new Date(Date.UTC(1970, of + 1, 0)).getUTCDate();
    return Date.UTC(1970, of, Math.min(day, last)) + time;
  };
  const at = (wall: WallTime) => {
    const k = Math.floor((monthsOf(new Date(wall)) - month) / every);
    return begin(k) <= wall ? k : k - 1;
  };
  return { begin, at, length: null };
}

/** Months since January 1970. */
function monthsOf(date: Date): number {
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** The remainder that is never negative. */
export function modulo(n: number, by: number): number {
  return ((n % by) + by) % by;
}
