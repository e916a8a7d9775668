import type { BurnDown } from '../api/contract-slo.js';
import { seconds } from './burn-down-model.js';

/** Events of one bar: counts over [from, to), unix seconds; null counts where nothing was measured at all. */
export interface EventStep {
  from: number;
  to: number;
  good: number | null;
  bad: number | null;
}

/**
 * Sums neighbouring steps until at most `most` bars remain (a bar needs a few pixels). Each step begins where the one before ended, the
 * first where the chart begins. A step whose time was not covered has no counts; a bar is empty only when all of its steps were.
 */
export function eventSteps(
  { from: begin, points }: Pick<BurnDown, 'from' | 'points'>,
  most: number,
): EventStep[] {
  const size = Math.max(1, Math.ceil(points.length / Math.max(1, most)));
  const bars: EventStep[] = [];
  for (let start = 0; start < points.length; start += size) {
    const group = points.slice(start, start + size);
    const last = group.at(-1);
    if (!last) break;
    const counted = group.filter(({ covered, good, bad }) => covered > 0 || good + bad > 0);
    bars.push({
      from: seconds(points[start - 1]?.at ?? begin),
      to: seconds(last.at),
      good: counted.length === 0 ? null : counted.reduce((sum, { good }) => sum + good, 0),
      bad: counted.length === 0 ? null : counted.reduce((sum, { bad }) => sum + bad, 0),
    });
  }
  return bars;
}

/** The bar that holds an instant; undefined outside. */
export function stepAt(steps: readonly EventStep[], at: number): EventStep | undefined {
  return steps.find(({ from, to }) => at > from && at <= to);
}

/** The largest good and bad counts, at least 1 each, so that an all-zero strip has a scale. */
export function stepPeaks(steps: readonly EventStep[]): { good: number; bad: number } {
  const peak = (pick: (step: EventStep) => number | null): number =>
    steps.reduce((most, step) => Math.max(most, pick(step) ?? 0), 1);
  return { good: peak(({ good }) => good), bad: peak(({ bad }) => bad) };
}
