/** Clocks that differ by more than this are not to be deleted by. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** What one clock said at about the same moment as the others; unix milliseconds. */
export interface ClockReading {
  readonly name: string;
  readonly at: number;
}

/** Clocks that disagree. */
export interface ClocksApart {
  /** those that are wrong; all of them when no majority says which */
  readonly names: readonly string[];
  /** milliseconds between the earliest and the latest */
  readonly by: number;
}

/** Whether two clocks agree; unix milliseconds. */
export function clocksAgree(a: number, b: number): boolean {
  return Math.abs(a - b) <= CLOCK_TOLERANCE_MS;
}

/**
 * Which clocks differ from what most of them say; null when all agree. Where no majority says which, all are named; otherwise the worst
 * comes first.
 * @param within how far from each other they may be, milliseconds
 */
export function clocksApart(
  readings: readonly ClockReading[],
  within = CLOCK_TOLERANCE_MS,
): ClocksApart | null {
  const times = readings.map(({ at }) => at);
  const by = Math.max(...times) - Math.min(...times);
  const middle = inTheMiddle(times);
  if (middle === null || by <= within) return null;
  const from = ({ at }: ClockReading) => Math.abs(at - middle);
  // In the middle of two that are apart it agrees with both: then the farthest is the odd one.
  const limit = Math.min(within, Math.max(...readings.map(from)) - 1);
  const odd = readings.filter((one) => from(one) > limit).toSorted((a, b) => from(b) - from(a));
  const majority = (readings.length - odd.length) * 2 > readings.length;
  return { names: (majority ? odd : readings).map(({ name }) => name), by };
}

/** The one of these to which the others are nearest in all; null = there is none to compare it with. */
function inTheMiddle(times: readonly number[]): number | null {
  if (times.length < 2) return null;
  const [nearest] = times
    .map((at) => ({ at, sum: times.reduce((sum, other) => sum + Math.abs(at - other), 0) }))
    .toSorted((a, b) => a.sum - b.sum);
  return nearest?.at ?? null;
}
