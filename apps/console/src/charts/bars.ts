import type uPlot from 'uplot';
import type { ChartTheme } from './chart-theme.js';

/** A bar from the zero line to `value` over [from, to), unix seconds; a gap has no height and shades the time instead. */
export interface Bar {
  from: number;
  to: number;
  value: number;
  look: 'good' | 'bad' | 'gap';
}

type Box = [left: number, top: number, width: number, height: number];

/** Diagonal lines in a box: bad bars are told apart by pattern, not only by colour. */
function hatchBar(
  ctx: CanvasRenderingContext2D,
  [left, top, width, height]: Box,
  ratio: number,
): void {
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

function boxOf(u: uPlot, bar: Bar): Box {
  const zero = u.valToPos(0, 'y', true);
  const left = u.valToPos(bar.from, 'x', true);
  const right = u.valToPos(bar.to, 'x', true);
  if (bar.look === 'gap') return [left, u.bbox.top, right - left, u.bbox.height];
  const height = Math.max(1.5, Math.abs(u.valToPos(bar.value, 'y', true) - zero));
  const gap = right - left > 4 ? 1 : 0;
  return [
    left + gap / 2,
    bar.value > 0 ? zero - height : zero,
    Math.max(1, right - left - gap),
    height,
  ];
}

function paintBad(ctx: CanvasRenderingContext2D, box: Box, theme: ChartTheme, ratio: number): void {
  ctx.strokeStyle = theme.colour.bad;
  ctx.fillStyle = theme.colour.bad;
  ctx.lineWidth = 1.2 * ratio;
  if (box[2] < 5 * ratio) {
    ctx.fillRect(...box);
    return;
  }
  ctx.globalAlpha = 0.25;
  ctx.fillRect(...box);
  ctx.globalAlpha = 1;
  hatchBar(ctx, box, ratio);
}

/** Bars on a canvas, between the grid and the marks. */
export function paintBars(u: uPlot, bars: readonly Bar[], theme: ChartTheme, ratio: number): void {
  const { ctx } = u;
  ctx.save();
  for (const bar of bars) {
    if (bar.look !== 'gap' && bar.value === 0) continue;
    const box = boxOf(u, bar);
    if (bar.look === 'bad') paintBad(ctx, box, theme, ratio);
    else {
      ctx.fillStyle = bar.look === 'gap' ? theme.colour.well : theme.colour.strong;
      ctx.fillRect(...box);
    }
  }
  ctx.restore();
}
