import type uPlot from 'uplot';
import type { ChartTheme } from './chart-theme.js';
import { stepPeaks } from './event-steps.js';
import type { EventStep } from './event-steps.js';
import type { PlotSpec } from './plot-options.js';

function fillBars(u: uPlot, steps: readonly EventStep[], pick: (step: EventStep) => number | null, paint: (box: [number, number, number, number]) => void): void {
  const zero = u.valToPos(0, 'y', true);
  for (const step of steps) {
    const value = pick(step);
    if (value === null || value === 0) continue;
    const left = u.valToPos(step.from, 'x', true);
    const right = u.valToPos(step.to, 'x', true);
    const edge = u.valToPos(value, 'y', true);
    const gap = right - left > 4 ? 1 : 0;
    const height = Math.max(1.5, Math.abs(edge - zero));
    paint([left + gap / 2, value > 0 ? zero - height : zero, Math.max(1, right - left - gap), height]);
  }
}

function paintGaps(u: uPlot, steps: readonly EventStep[], theme: ChartTheme): void {
  u.ctx.fillStyle = theme.colour.well;
  for (const { from, to, good } of steps) {
    if (good !== null) continue;
    const left = u.valToPos(from, 'x', true);
    u.ctx.fillRect(left, u.bbox.top, u.valToPos(to, 'x', true) - left, u.bbox.height);
  }
}

/** Diagonal lines in a box: bad bars are told apart by pattern, not only by colour. */
function hatchBar(ctx: CanvasRenderingContext2D, [left, top, width, height]: [number, number, number, number], ratio: number): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.beginPath();
  for (let x = left - height; x < left + width; x += 3.5 * ratio) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
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
    yTicks: [{ at: 0.82, label: labels.good }, { at: 0, label: '0' }, { at: -0.82, label: labels.bad }],
    marks: [],
    paint: (u, theme, ratio) => {
      const { ctx } = u;
      ctx.save();
      paintGaps(u, steps, theme);
      ctx.fillStyle = theme.colour.strong;
      fillBars(u, steps, ({ good }) => (good === null ? null : (good / peak.good) * 0.9), (box) => ctx.fillRect(...box));
      ctx.strokeStyle = theme.colour.bad;
      ctx.fillStyle = theme.colour.bad;
      ctx.lineWidth = 1.2 * ratio;
      fillBars(u, steps, ({ bad }) => (bad === null ? null : (-bad / peak.bad) * 0.9), (box) => {
        if (box[2] < 5 * ratio) ctx.fillRect(...box);
        else {
          ctx.globalAlpha = 0.25;
          ctx.fillRect(...box);
          ctx.globalAlpha = 1;
          hatchBar(ctx, box, ratio);
        }
      });
      ctx.restore();
    },
  };
}
