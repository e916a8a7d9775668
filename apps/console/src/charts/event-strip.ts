import type { Bar } from './bars.js';
import { stepPeaks } from './event-steps.js';
import type { EventStep } from './event-steps.js';
import type { PlotSpec } from './plot-options.js';

/** How much of its half the highest bar takes; the rest is room for the label. */
const FULL = 0.9;

function barsOf({ from, to, good, bad }: EventStep, peak: { good: number; bad: number }): Bar[] {
  if (good === null) return [{ from, to, value: 0, look: 'gap' }];
  return [
    { from, to, value: (good / peak.good) * FULL, look: 'good' },
    { from, to, value: (-(bad ?? 0) / peak.bad) * FULL, look: 'bad' },
  ];
}

/**
 * Good events above the line, bad ones below it, each on a scale of its own: bad events would otherwise be too few to see.
 * Both scales are written on the axis.
 */
export function eventStripSpec(
  steps: readonly EventStep[],
  xRange: [number, number],
  labels: { good: string; bad: string },
): PlotSpec {
  const peak = stepPeaks(steps);
  return {
    x: steps.map(({ to }) => to),
    lines: [],
    xRange,
    yRange: [-1, 1],
    yTicks: [
      { at: FULL, label: labels.good },
      { at: 0, label: '0' },
      { at: -FULL, label: labels.bad },
    ],
    marks: [],
    bars: steps.flatMap((step) => barsOf(step, peak)),
  };
}
