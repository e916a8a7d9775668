import { Temporal } from 'temporal-polyfill';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const WEEK_MS = 7 * DAY_MS;

/**
 * What a clock on the wall shows, as a number one can count with: the milliseconds since 1970 of a clock in UTC that shows the same.
 * Every wall time is a number, also one that a zone skips or shows twice.
 */
export type WallTime = number;

/** Further than any zone is from UTC, and than any zone ever moved its clocks at once (Samoa left out a day). */
const MARGIN_MS = 3 * DAY_MS;
const MOST_KNOWN = 2000;

/** Instants from `from` on at which a zone is `offset` milliseconds ahead of UTC. */
interface Span {
  readonly from: number;
  readonly offset: number;
}

const known = new Map<string, readonly Span[]>();

/** How a zone maps wall times to instants, exact for all instants of a window; what lies far outside of it keeps its side. */
export class WallClock {
  private readonly spans: readonly Span[];

  /**
   * @param zone IANA name
   * @param from begin of the window, unix milliseconds
   * @param to its end
   */
  constructor(zone: string, from: number, to: number) {
    const years: Span[] = [];
    const last = yearOf(to + MARGIN_MS);
    for (let year = yearOf(from - MARGIN_MS); year <= last; year++)
      years.push(...spansOf(zone, year));
    this.spans = years.filter((span, i) => i === 0 || span.offset !== years[i - 1]?.offset);
  }

  /** What the clock shows at an instant. */
  wallAt(instant: number): WallTime {
    let i = this.spans.length - 1;
    while (instant < this.begin(i)) i--;
    return instant + this.offset(i);
  }

  /**
   * The instant at which the clock shows `wall`. A time that the zone skips is the first instant behind the gap: nobody begins late.
   * @param which of the two instants of a time that is shown twice
   */
  instantOf(wall: WallTime, which: 'first' | 'last' = 'first'): number {
    return which === 'first' ? this.firstOf(wall) : this.lastOf(wall);
  }

  private firstOf(wall: WallTime): number {
    let i = 0;
    while (wall - this.offset(i) >= this.begin(i + 1)) i++;
    return Math.max(wall - this.offset(i), this.begin(i));
  }

  private lastOf(wall: WallTime): number {
    let i = this.spans.length - 1;
    while (wall - this.offset(i) < this.begin(i)) i--;
    return Math.min(wall - this.offset(i), this.begin(i + 1));
  }

  private offset(i: number): number {
    return this.spans[i]?.offset ?? 0;
  }

  private begin(i: number): number {
    return i === 0 ? -Infinity : (this.spans[i]?.from ?? Infinity);
  }
}

function yearOf(instant: number): number {
  return new Date(instant).getUTCFullYear();
}

/** The spans of one year in UTC. Asking the zone takes a hundred times longer than counting, and its answer does not change. */
function spansOf(zone: string, year: number): readonly Span[] {
  const key = `${zone} ${year}`;
  const found = known.get(key);
  if (found) return found;
  const [from, to] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
  const spans: Span[] = [];
  let at: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  while (at && at.epochMilliseconds < to) {
    spans.push({ from: at.epochMilliseconds, offset: at.offsetNanoseconds / 1e6 });
    at = at.getTimeZoneTransition('next');
  }
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, spans);
  return spans;
}

/** Milliseconds since midnight of a time such as `09:30`. */
export function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * HOUR_MS + minutes * MINUTE_MS;
}

/** The wall time of a date and a time of day such as `2026-03-29T09:00`. */
export function wallTime(text: string): WallTime {
  return Date.parse(`${text}:00Z`);
}

/** Midnight of a date such as `2026-03-29`, on the wall. */
export function wallDate(text: string): WallTime {
  return Date.parse(`${text}T00:00:00Z`);
}
