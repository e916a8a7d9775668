import {
  beginsAt,
  hoursWithin,
  turnCounter,
  united,
  weeklyHours,
  type WallSpan,
} from './restrictions.js';
import type { Layer, Schedule } from './schedule.js';
import { modulo, turnsOf, type Turns } from './turns.js';
import { DAY_MS, WallClock, wallTime, type WallTime } from './wall-clock.js';

/** Time during which one person is on call without a break, half-open; at its ends it may go on outside of what was asked for. */
export interface Shift {
  readonly userId: string;
  readonly start: Date;
  readonly end: Date;
  /** name of the layer it comes from; null = an override */
  readonly layer: string | null;
  /** the override it comes from; null = a layer */
  readonly overrideId: string | null;
}

/** Time during which nobody is on call, half-open. */
export interface Gap {
  readonly start: Date;
  readonly end: Date;
}

/** What the answer is computed from: who is on call by whom, and when. */
export type Plan = Pick<Schedule, 'timeZone' | 'layers'>;

/** Who is on call instead of whoever would be, half-open. */
export interface StandIn {
  readonly id: string;
  /** where two overlap, the greater one counts */
  readonly number: number;
  readonly userId: string;
  readonly start: Date;
  readonly end: Date;
}

/** Half-open, unix milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Piece extends Span {
  readonly userId: string;
  readonly layer: string | null;
  readonly overrideId: string | null;
}

/**
 * Who is on call in [from, to): the one answer that paging, screens, the API and the command line give.
 * Overrides come first, the last created before all others, then the layers from first to last; what none of them covers is a gap.
 * @param overrides of this schedule; those that lie outside do not count
 * @returns in order, none overlapping another, cut at `from` and `to`
 */
export function shiftsBetween(
  schedule: Plan,
  overrides: readonly StandIn[],
  from: Date,
  to: Date,
): Shift[] {
  const window = { from: from.getTime(), to: to.getTime() };
  const clock = new WallClock(schedule.timeZone, window.from, window.to);
  const pieces: Piece[] = [];
  let free: readonly Span[] = window.from < window.to ? [window] : [];
  const lay = (source: readonly Piece[]) => {
    pieces.push(...within(source, free));
    free = without(free, source);
  };
  for (const override of [...overrides].sort((a, b) => b.number - a.number)) lay(asPiece(override));
  const weeks = schedule.layers.map(({ restrictions }) => weeklyHours(restrictions));
  for (const [i, layer] of schedule.layers.entries()) {
    const [first, last] = [free[0], free.at(-1)];
    if (!first || !last) break;
    const span = { from: beginOf(layer, clock, first.from, last.to), to: last.to };
    if (span.from < span.to) lay(layerPieces(layer, { clock, weeks, week: weeks[i] ?? [] }, span));
  }
  return joined(pieces.sort((a, b) => a.from - b.from));
}

/** Who is on call at an instant; null = nobody. */
export function onCallAt(schedule: Plan, overrides: readonly StandIn[], at: Date): string | null {
  return shiftsBetween(schedule, overrides, at, new Date(at.getTime() + 1))[0]?.userId ?? null;
}

/** What `shifts` leave open of [from, to). */
export function gapsBetween(
  shifts: readonly Pick<Shift, 'start' | 'end'>[],
  from: Date,
  to: Date,
): Gap[] {
  const taken = shifts.map(({ start, end }) => ({ from: start.getTime(), to: end.getTime() }));
  return without([{ from: from.getTime(), to: to.getTime() }], taken).map((span) => ({
    start: new Date(span.from),
    end: new Date(span.to),
  }));
}

function asPiece({ id, userId, start, end }: StandIn): Piece[] {
  return [{ from: start.getTime(), to: end.getTime(), userId, layer: null, overrideId: id }];
}

/** From when on a layer counts within a window: an instant of it, or its end. A start is the first of two times that look the same. */
function beginOf({ effectiveFrom }: Layer, clock: WallClock, from: number, to: number): number {
  if (effectiveFrom === undefined || effectiveFrom === null) return from;
  return Math.min(Math.max(clock.instantOf(wallTime(effectiveFrom)), from), to);
}

/** Where the hours of a layer lie: on which clock, in which hours of every week, beside which of other layers. */
interface Hours {
  readonly clock: WallClock;
  readonly week: readonly WallSpan[];
  readonly weeks: readonly (readonly WallSpan[])[];
}

/** The turns of a layer within its restricted hours, cut at the window. */
function layerPieces(layer: Layer, hours: Hours, window: Span): Piece[] {
  const { members } = layer.rotation;
  const turns = turnsOf(layer.rotation);
  const count = turnCounter(turns, hours.week, layer.turns);
  const beginOf = (k: number) => hours.clock.instantOf(turns.begin(k));
  const pieces: Piece[] = [];
  let k = turnAt(turns, hours.clock, window.from);
  for (let from = beginOf(k); from < window.to; k++) {
    const to = beginOf(k + 1);
    const userId = members[modulo(count(k), members.length)];
    if (userId !== undefined && from < to)
      pieces.push({ from, to, userId, layer: layer.name, overrideId: null });
    from = to;
  }
  return within(
    pieces,
    layer.restrictions.length > 0 ? within(instantsOf(turns, hours, window), [window]) : [window],
  );
}

/** The last turn that begins at `instant` or before it. */
function turnAt(turns: Turns, clock: WallClock, instant: number): number {
  let k = turns.at(clock.wallAt(instant));
  while (clock.instantOf(turns.begin(k)) > instant) k--;
  while (clock.instantOf(turns.begin(k + 1)) <= instant) k++;
  return k;
}

/**
 * The restricted hours of a layer as instants. Of a time that is shown twice they begin at the first and end at the last, so that an hour
 * more is covered and none is missing; but where somebody else begins, there is no doubt about whose hour it is.
 */
function instantsOf(turns: Turns, { clock, week, weeks }: Hours, window: Span): Span[] {
  const isStart = (wall: WallTime) =>
    turns.begin(turns.at(wall)) === wall || weeks.some((other) => beginsAt(other, wall));
  const endOf = (wall: WallTime) => {
    const [first, last] = [clock.instantOf(wall), clock.instantOf(wall, 'last')];
    return first < last && isStart(wall) ? first : last;
  };
  const [from, to] = [clock.wallAt(window.from) - DAY_MS, clock.wallAt(window.to) + DAY_MS];
  return united(
    hoursWithin(week, from, to).map((wall) => ({
      from: clock.instantOf(wall.from),
      to: endOf(wall.to),
    })),
  );
}

/** The parts of `spans` that lie within `limits`; both in order and without overlaps. */
function within<S extends Span>(spans: readonly S[], limits: readonly Span[]): S[] {
  const parts: S[] = [];
  let i = 0;
  for (const span of spans) {
    while (i > 0 && (limits[i - 1]?.to ?? 0) > span.from) i--;
    for (; i < limits.length; i++) {
      const limit = limits[i] as Span;
      if (limit.from >= span.to) break;
      const [from, to] = [Math.max(span.from, limit.from), Math.min(span.to, limit.to)];
      if (from < to)
        parts.push(from === span.from && to === span.to ? span : { ...span, from, to });
    }
  }
  return parts;
}

/** What is left of `spans` without `taken`; both in order and without overlaps. */
function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const left: Span[] = [];
  let i = 0;
  for (const { from, to } of spans) {
    let begin = from;
    while (i < taken.length && (taken[i]?.to ?? 0) <= begin) i++;
    for (let j = i; j < taken.length && begin < to; j++) {
      const hole = taken[j] as Span;
      if (hole.from >= to) break;
      if (hole.from > begin) left.push({ from: begin, to: hole.from });
      begin = Math.max(begin, hole.to);
    }
    if (begin < to) left.push({ from: begin, to });
  }
  return left;
}

/** Pieces of one person that follow each other for the same reason are one shift. */
function joined(pieces: readonly Piece[]): Shift[] {
  const shifts: { from: number; to: number; piece: Piece }[] = [];
  for (const piece of pieces) {
    const before = shifts.at(-1);
    if (before && before.to === piece.from && saysTheSame(before.piece, piece))
      before.to = piece.to;
    else shifts.push({ from: piece.from, to: piece.to, piece });
  }
  return shifts.map(({ from, to, piece: { userId, layer, overrideId } }) => ({
    userId,
    start: new Date(from),
    end: new Date(to),
    layer,
    overrideId,
  }));
}

function saysTheSame(a: Piece, b: Piece): boolean {
  return a.userId === b.userId && a.layer === b.layer && a.overrideId === b.overrideId;
}
