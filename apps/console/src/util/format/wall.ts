import { dateFormat } from './intl.js';

const MINUTE_MS = 60_000;

/** An instant on the wall of a zone, as a field of type `datetime-local` has it: `2026-03-07T02:10`. */
export function wallOf(at: Date, zone: string): string {
  const format = dateFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(at).replace(' ', 'T');
}

/**
 * The instant at which a wall of a zone shows a time such as `2026-03-07T02:10`; the earlier one where it is shown twice, and where it is
 * skipped the one that is as long after the gap. null = not a time.
 */
export function instantAt(wall: string, zone: string): Date | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (at: number): number => Date.parse(`${wallOf(new Date(at), zone)}Z`) - at;
  const day = 24 * 60 * MINUTE_MS;
  const [before, after] = [offsetAt(asUtc - day), offsetAt(asUtc + day)];
  const shown = [asUtc - before, asUtc - after]
    .filter((at) => at + offsetAt(at) === asUtc)
    .toSorted((a, b) => a - b);
  return new Date(shown[0] ?? asUtc - before);
}
