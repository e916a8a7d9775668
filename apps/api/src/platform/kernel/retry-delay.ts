const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before the next try of something that failed: doubles from a second up.
 * @param failures in a row, at least 1
 * @param longest milliseconds it grows to; a minute unless told otherwise
 * @returns milliseconds
 */
export function retryDelay(failures: number, longest = LONGEST_MS): number {
  return Math.min(FIRST_MS * 2 ** (failures - 1), longest);
}
