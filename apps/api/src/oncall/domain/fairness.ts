import type { Shift } from './shifts.js';
import { DAY_MS, HOUR_MS, WallClock } from './wall-clock.js';

/** What being on call took of one person. Lengths are milliseconds. */
export interface Workload {
  readonly userId: string;
  readonly shifts: number;
  readonly onCall: number;
  /** of it between 22:00 and 06:00 on the clock of the schedule */
  readonly night: number;
  /** of it on Saturdays and Sundays there */
  readonly weekend: number;
  /** pages that came while they were on call by this schedule */
  readonly pages: number;
  /** of them between 22:00 and 06:00 */
  readonly nightPages: number;
}

export const MEASURES = ['onCall', 'night', 'weekend', 'pages', 'nightPages'] as const;
export type Measure = (typeof MEASURES)[number];

/** How unlike the people of a schedule have it in one measure. */
export interface Spread {
  readonly least: number;
  readonly most: number;
  readonly mean: number;
}

/** A page that somebody was sent, whatever by. */
export interface PageSent {
  readonly userId: string;
  readonly at: Date;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const [NIGHT_BEGINS, NIGHT_ENDS] = [22 * HOUR_MS, 30 * HOUR_MS];
/** 1970-01-01 was a Thursday: this is the Saturday before. */
const FIRST_SATURDAY = -5 * DAY_MS;

/**
 * What being on call took of each person between two instants, most time first. A night with a change of the clock is as long as it was.
 * @param members of the schedule: they are told of, also with no shift at all
 * @param shifts within [from, to), in order
 */
export function workloads(
  timeZone: string,
  members: readonly string[],
  shifts: readonly Shift[],
  pages: readonly PageSent[],
  { from, to }: { readonly from: Date; readonly to: Date },
): Workload[] {
  const clock = new WallClock(timeZone, from.getTime(), to.getTime());
  const nights = spansOf(clock, from, to, (day) => [day + NIGHT_BEGINS, day + NIGHT_ENDS]);
  const weekends = spansOf(clock, from, to, (day) =>
    (day - FIRST_SATURDAY) % (7 * DAY_MS) === 0 ? [day, day + 2 * DAY_MS] : null,
  );
  const theirs = Map.groupBy(shifts, ({ userId }) => userId);
  const paged = Map.groupBy(pages, ({ userId }) => userId);
  const people = [...new Set([...members, ...theirs.keys()])];
  return people
    .map((userId): Workload => {
      const own = (theirs.get(userId) ?? []).map(({ start, end }) => ({
        from: start.getTime(),
        to: end.getTime(),
      }));
      const came = (paged.get(userId) ?? [])
        .map(({ at }) => at.getTime())
        .filter((at) => own.some((span) => holds(span, at)));
      return {
        userId,
        shifts: own.length,
        onCall: own.reduce((sum, span) => sum + span.to - span.from, 0),
        night: shared(own, nights),
        weekend: shared(own, weekends),
        pages: came.length,
        nightPages: came.filter((at) => nights.some((span) => holds(span, at))).length,
      };
    })
    .toSorted((a, b) => b.onCall - a.onCall || (a.userId < b.userId ? -1 : 1));
}

/** How unlike people have it, measure by measure; null = there is nobody. */
export function spreadOf(people: readonly Workload[]): Record<Measure, Spread> | null {
  if (people.length === 0) return null;
  const of = (measure: Measure): Spread => {
    const values = people.map((one) => one[measure]);
    return {
      least: Math.min(...values),
      most: Math.max(...values),
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    };
  };
  return {
    onCall: of('onCall'),
    night: of('night'),
    weekend: of('weekend'),
    pages: of('pages'),
    nightPages: of('nightPages'),
  };
}

/** Hours of days on the wall as instants. @param hoursOf of the day that begins at a wall time; null = none of that day */
function spansOf(
  clock: WallClock,
  from: Date,
  to: Date,
  hoursOf: (day: number) => readonly [number, number] | null,
): Span[] {
  const spans: Span[] = [];
  const first = Math.floor(clock.wallAt(from.getTime()) / DAY_MS) - 2;
  const last = Math.floor(clock.wallAt(to.getTime()) / DAY_MS);
  for (let day = first; day <= last; day++) {
    const hours = hoursOf(day * DAY_MS);
    if (!hours) continue;
    spans.push({ from: clock.instantOf(hours[0]), to: clock.instantOf(hours[1], 'last') });
  }
  return spans;
}

function holds({ from, to }: Span, at: number): boolean {
  return from <= at && at < to;
}

/** How long both go on, of spans in order. */
function shared(some: readonly Span[], others: readonly Span[]): number {
  let sum = 0;
  let i = 0;
  for (const { from, to } of some) {
    while (i > 0 && (others[i - 1]?.to ?? 0) > from) i--;
    while (i < others.length && (others[i]?.to ?? 0) <= from) i++;
    for (let j = i; j < others.length && (others[j]?.from ?? to) < to; j++) {
      const other = others[j];
      if (other) sum += Math.max(0, Math.min(to, other.to) - Math.max(from, other.from));
    }
  }
  return sum;
}
