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

/** Which clocks differ from what most of them say; null when all agree. */
export function clocksApart(readings: readonly ClockReading[]): ClocksApart | null {
  const times = readings.map(({ at }) => at);
  const by = Math.max(...times) - Math.min(...times);
  if (readings.length < 2 || by <= CLOCK_TOLERANCE_MS) return null;
  const outside = readings
    .map(({ at }) => readings.filter((other) => !clocksAgree(at, other.at)))
    .toSorted((a, b) => a.length - b.length)[0];
  const odd = outside ?? [];
  const majority = (readings.length - odd.length) * 2 > readings.length;
  return { names: (majority ? odd : readings).map(({ name }) => name), by };
}
