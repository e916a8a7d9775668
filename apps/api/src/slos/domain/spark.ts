import type { Objective } from '#slo';
import { floorTo } from './ledger-plan.js';
import { DAY_MS } from './minutes.js';
import { boundsAt } from './reading.js';

/** Points of a spark line, one a day; the newest is the reading itself. */
export const SPARK_POINTS = 28;

/** Where one point of the line looks: its window ends at a UTC midnight. */
export interface SparkWindow {
  readonly from: number;
  readonly to: number;
}

/** Windows of the points before the newest one, oldest first. They change once a day. */
export function sparkWindows(objective: Objective, asOf: Date): SparkWindow[] {
  const midnight = floorTo(asOf.getTime(), DAY_MS);
  return Array.from({ length: SPARK_POINTS - 1 }, (_, i) => {
    const to = midnight - (SPARK_POINTS - 2 - i) * DAY_MS;
    return { from: boundsAt(objective.window, new Date(to)).start.getTime(), to };
  });
}

/** What the older points of a line depend on. */
export interface SparkSource {
  readonly version: number;
  readonly filledFrom: Date;
  /** end of the newest closed minute */
  readonly filledTo: Date;
  /** how many times minutes were written in the past of what was there */
  readonly pastRevision: number;
}

/** Changes when the older points have to be computed anew: another day, another version, more history, another past. */
export function sparkKey({ version, filledFrom, filledTo, pastRevision }: SparkSource): string {
  const day = floorTo(filledTo.getTime(), DAY_MS);
  return `${day}/${version}/${filledFrom.getTime()}/${pastRevision}`;
}

/** Of which version of the SLO the reading is whose points have this key. */
export function versionOf(key: string): number {
  return Number(key.split('/')[1]);
}
