/** What the clocks of a device show at one moment, in milliseconds. */
export interface Clocks {
  /** unix time, as somebody has set it */
  readonly wall: number;
  /** since some beginning; nobody sets it, but on some devices it stands still while they sleep */
  readonly steady: number;
}

/** What is known of the server's clock, held against a device's, in milliseconds. */
export interface ServerClock {
  /** the server's unix time less the steady clock's is this at least */
  readonly earliest: number;
  /** and this at most */
  readonly latest: number;
  /** unix time as the device has it less its steady clock, when that was learnt */
  readonly wall: number;
}

/** The header `Date` has whole seconds: the server was at most so much later (RFC 9110, section 5.6.7). */
const SECOND_MS = 1_000;
/** So much do two clocks of a device that is awake not drift apart. */
const SLEPT_MS = 2_000;

/** How far the wall clock has moved on beyond the steady one since: what a device slept, or was set. */
const moved = ({ wall }: ServerClock, at: Clocks): number => at.wall - at.steady - wall;

/**
 * What an answer tells of the server's clock: it read its clock after it was asked and before it was heard, as Cristian's algorithm has it;
 * what several answers allow is where they all agree. Where they do not, a clock was set or the device slept, and the newest counts.
 * @param date what the server said, in unix milliseconds, cut to the second
 */
export function learnt(
  before: ServerClock | null,
  date: number,
  sent: Clocks,
  heard: Clocks,
): ServerClock {
  const now = {
    earliest: date - heard.steady,
    latest: date + SECOND_MS - sent.steady,
    wall: heard.wall - heard.steady,
  };
  if (before === null || Math.abs(moved(before, heard)) > SLEPT_MS) return now;
  const earliest = Math.max(before.earliest, now.earliest);
  const latest = Math.min(before.latest, now.latest);
  return earliest > latest ? now : { earliest, latest, wall: now.wall };
}

/**
 * What the server's clock shows, in unix milliseconds: reckoned by the steady clock from what is known of it, so that a device whose time
 * is set meanwhile changes nothing; by the wall clock for what it slept. Before anything is known, what the device says.
 */
export function serverTime(clock: ServerClock | null, at: Clocks): number {
  if (clock === null) return at.wall;
  const slept = moved(clock, at);
  const known = at.steady + (clock.earliest + clock.latest) / 2;
  return Math.round(known + (slept > SLEPT_MS ? slept : 0));
}
