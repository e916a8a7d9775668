import { DAY_MS, MINUTE_MS } from './minutes.js';

/** How far back the ledger asks Prometheus for counts. */
export const REACH_MS = 35 * DAY_MS;
/** A minute is closed only this long after its end, so that the evaluation of its last tick is stored. */
export const GRACE_MS = 10_000;
/** Rule groups whose newest tick is older than this no longer hold the others up. */
const STALLED_MS = 90_000;
const TICK_MS = 30_000;

/** Points a range query may have for each series (Prometheus' own limit). */
const MAX_POINTS = 11_000;
/** Points of all series that one chunk may read, so that neither memory nor the transaction grows without bound. */
const MAX_POINTS_OF_ALL = 60_000;

/** Minutes `from` (inclusive) to `to` (exclusive) of these SLOs, unix milliseconds. */
export interface LedgerChunk {
  readonly slos: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** What the ledger knows of one SLO: its minutes from `filledFrom` to `filledTo` are written; null = none yet. */
export interface LedgerProgress {
  readonly sloId: string;
  readonly filledFrom: number | null;
  readonly filledTo: number | null;
}

export function floorTo(at: number, step: number): number {
  return Math.floor(at / step) * step;
}

/**
 * The end of the newest minute that can no longer change: it ended at least the grace ago, and every rule group that is alive
 * has evaluated the tick after which the next one falls into a later minute. What is still to come by our own clock is never
 * closed, so that a Prometheus whose clock runs ahead closes nothing that it will yet record; a clock that lags only delays.
 * @param prometheusNow the server's own clock, unix milliseconds
 * @param newestTicks newest evaluation of each rule group, unix milliseconds
 * @param ownNow our clock, unix milliseconds
 */
export function closedEnd(
  prometheusNow: number,
  newestTicks: readonly number[],
  ownNow: number,
): number {
  const alive = newestTicks.filter((tick) => prometheusNow - tick < STALLED_MS);
  const evaluated =
    alive.length > 0 ? Math.min(...alive) + TICK_MS - 1 : prometheusNow - STALLED_MS;
  return floorTo(Math.min(prometheusNow - GRACE_MS, evaluated, ownNow), MINUTE_MS);
}

/**
 * Where an SLO without a ledger begins: with the first counts Prometheus has of it, else when it was made. One that had a
 * namesake before begins with the first whole minute of its own: older counts under its name are not about it.
 * @param namesake whether a deleted SLO had the same name
 */
export function ledgerStart(
  firstCounts: number | null,
  createdAt: number,
  namesake: boolean,
  now: number,
): number {
  if (namesake) return -floorTo(-Math.max(createdAt, now - REACH_MS), MINUTE_MS);
  const begin = firstCounts === null ? createdAt : Math.min(firstCounts, createdAt);
  return floorTo(Math.max(begin, now - REACH_MS), MINUTE_MS);
}

/** Minutes that a chunk of so many SLOs may span. */
export function chunkMinutes(slos: number): number {
  return Math.max(1, Math.min(MAX_POINTS, Math.floor(MAX_POINTS_OF_ALL / Math.max(slos, 1))));
}

/**
 * The next chunk to read: the SLOs that are furthest behind, all from the same minute on; null when nothing is due.
 * @param due each SLO with the first minute that it lacks
 * @param end end of the newest closed minute
 * @param most SLOs a chunk may hold
 */
export function nextChunk(
  due: readonly { sloId: string; from: number }[],
  end: number,
  most: number,
): LedgerChunk | null {
  const behind = due.filter(({ from }) => from < end);
  if (behind.length === 0) return null;
  const from = Math.min(...behind.map((one) => one.from));
  const slos = behind
    .filter((one) => one.from === from)
    .slice(0, most)
    .map(({ sloId }) => sloId);
  const joins = behind.filter((one) => one.from > from).map((one) => one.from);
  return { slos, from, to: Math.min(end, from + chunkMinutes(slos.length) * MINUTE_MS, ...joins) };
}
