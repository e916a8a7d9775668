import { secondsOf } from '../duration.js';
import type { RecordingRule } from './rules.js';
import { levelSeries, SERIES, windowSeries } from './series.js';
import type { Side } from './series.js';

const SIDES: Side[] = ['total', 'bad'];

/**
 * A range of this length without its closed left edge. Prometheus 2 includes a sample that lies exactly on it, Prometheus 3 does
 * not; one millisecond less is the same in both.
 */
export function range(window: string): string {
  return `${secondsOf(window) * 1_000 - 1}ms`;
}

/** Windows of up to an hour, summed from the ticks. `sum by (slo)` joins back-filled history (label origin) with live counts. */
export function tickWindows(windows: readonly string[]): RecordingRule[] {
  return windows.flatMap((window) =>
    SIDES.map((side) => ({
      record: windowSeries(side, window),
      expr: `sum by (slo) (sum_over_time(${side === 'total' ? SERIES.totalTick : SERIES.badTick}[${range(window)}]))`,
    })),
  );
}

/**
 * The five minute level: ten ticks each. Written at the one evaluation of every five minutes, so that it does not depend on the
 * interval of its group; 30 s late, so that every tick in the range is written. Live counts only: history brings its own level.
 */
export function levelRules(): RecordingRule[] {
  return SIDES.map((side) => ({
    record: levelSeries(side),
    expr: `sum by (slo) (sum_over_time(${side === 'total' ? SERIES.totalTick : SERIES.badTick}{origin=""}[${range('5m')}] offset 30s))\nand on ()\nvector(time() % 300) < 30`,
  }));
}

/** Windows of two hours and more, summed from the five minute level. */
export function levelWindows(windows: readonly string[]): RecordingRule[] {
  return windows.flatMap((window) =>
    SIDES.map((side) => ({
      record: windowSeries(side, window),
      expr: `sum by (slo) (sum_over_time(${levelSeries(side)}[${range(window)}]))`,
    })),
  );
}

/** Share of the last hour's ticks that were measured, per SLO. */
export function coverageRule(): RecordingRule {
  return {
    record: SERIES.coverage,
    expr: `sum by (slo) (count_over_time(${SERIES.totalTick}[${range('1h')}])) / 120`,
  };
}
