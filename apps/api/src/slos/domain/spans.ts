import { floorTo } from './ledger-plan.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './minutes.js';

export type Level = 'minute' | 'hour' | 'day';

/** A run of whole minutes, hours or days: `from` inclusive, `to` exclusive, unix milliseconds. */
export interface Span {
  readonly level: Level;
  readonly from: number;
  readonly to: number;
}

const STEP: Record<Level, number> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

function split(from: number, to: number, levels: readonly Level[]): Span[] {
  const [level, ...finer] = levels;
  if (!level || from >= to) return [];
  const step = STEP[level];
  const [first, last] = [-floorTo(-from, step), floorTo(to, step)];
  if (first >= last) return split(from, to, finer);
  return [
    ...split(from, first, finer),
    { level, from: first, to: last },
    ...split(last, to, finer),
  ];
}

/**
 * The fewest rows whose sums make up [from, to): whole UTC days, whole hours beside them, minutes at the edges.
 * Where minutes are no longer kept, the first part begins at the next full hour.
 * @param minutesFrom oldest minute that is kept
 */
export function spansOf(from: number, to: number, minutesFrom: number): Span[] {
  const start = from < minutesFrom ? -floorTo(-from, HOUR_MS) : from;
  return split(floorTo(start, MINUTE_MS), floorTo(to, MINUTE_MS), ['day', 'hour', 'minute']);
}
