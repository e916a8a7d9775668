import { chunkMinutes, type LedgerChunk } from './ledger-plan.js';
import { HOUR_MS, MINUTE_MS } from './minutes.js';

/** An hour (start, unix milliseconds) of an SLO's ledger of which less was measured than it has. */
export interface HourWithGaps {
  readonly sloId: string;
  readonly hour: number;
  /** where the ledger begins within it: the hour itself, except for the first */
  readonly from: number;
  readonly coveredSeconds: number;
}

/** [begin, end) of one SLO in chunks, newest first: a ledger grows backwards without a hole. */
export function olderChunks(sloId: string, begin: number, end: number): LedgerChunk[] {
  const chunks: LedgerChunk[] = [];
  const most = chunkMinutes(1) * MINUTE_MS;
  for (let to = end; to > begin; to -= most)
    chunks.push({ slos: [sloId], from: Math.max(begin, to - most), to });
  return chunks;
}

/**
 * The hours of which Prometheus knows more than the ledger does, as chunks; neighbouring hours of an SLO become one.
 * @param hours with gaps, by SLO and hour, in this order
 * @param secondsKnown seconds of an hour that Prometheus has recorded
 */
export function hoursToBackfill(
  hours: readonly HourWithGaps[],
  secondsKnown: (hour: HourWithGaps) => number,
): LedgerChunk[] {
  const chunks: { slos: string[]; from: number; to: number }[] = [];
  for (const one of hours.filter((hour) => secondsKnown(hour) > hour.coveredSeconds)) {
    const last = chunks.at(-1);
    const grows =
      last?.slos[0] === one.sloId &&
      last.to === one.from &&
      one.hour + HOUR_MS - last.from <= chunkMinutes(1) * MINUTE_MS;
    if (last && grows) last.to += HOUR_MS;
    else chunks.push({ slos: [one.sloId], from: one.from, to: one.hour + HOUR_MS });
  }
  return chunks;
}
