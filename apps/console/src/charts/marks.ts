import type uPlot from 'uplot';
import type { ChartTheme, Tone } from './chart-theme.js';

/** What a chart says besides its lines. Coordinates are values of the axes (unix seconds, shares). */
export type Mark =
  | { kind: 'level'; y: number; label: string; tone: Tone }
  | { kind: 'moment'; x: number; label: string; end: 'top' | 'bottom' }
  | {
      kind: 'segment';
      from: { x: number; y: number };
      to: { x: number; y: number };
      label: string;
      tone: Tone;
      dash: [number, number];
    }
  | { kind: 'zone'; from: number; to: number; label: string }
  | { kind: 'span'; from: number; to: number; label: string; look: 'sample' | 'gap' }
  | { kind: 'bracket'; from: number; to: number; label: string }
  | { kind: 'tip'; x: number; y: number; label: string; tone: Tone };

interface Pen {
  u: uPlot;
  theme: ChartTheme;
  ctx: CanvasRenderingContext2D;
  px: (size: number) => number;
  x: (value: number) => number;
  y: (value: number) => number;
}

function penOf(u: uPlot, theme: ChartTheme, ratio: number): Pen {
  return {
    u,
    theme,
    ctx: u.ctx,
    px: (size) => size * ratio,
    x: (value) => u.valToPos(value, 'x', true),
    y: (value) => u.valToPos(value, 'y', true),
  };
}

function hatch(
  { ctx, px }: Pen,
  box: [number, number, number, number],
  colour: string,
  alpha: number,
  gap: number,
): void {
  const [left, top, width, height] = box;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = colour;
  ctx.lineWidth = px(1);
  ctx.beginPath();
  for (let x = left - height; x < left + width; x += px(gap)) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}

function write(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  tone: Tone,
  align: CanvasTextAlign,
  bold = false,
): void {
  const { ctx, theme, px } = pen;
  ctx.save();
  ctx.font = theme.font.replace(/^[\d.]+px/, `${bold ? '600 ' : ''}${px(11.5)}px`);
  ctx.textAlign = align;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = px(4);
  ctx.strokeStyle = theme.colour.paper;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = theme.colour[tone];
  ctx.fillText(text, x, y);
  ctx.restore();
}

function textWidth({ ctx, theme, px }: Pen, text: string): number {
  ctx.font = theme.font.replace(/^[\d.]+px/, `${px(11.5)}px`);
  return ctx.measureText(text).width;
}

function rule(
  { ctx, theme, px }: Pen,
  path: [number, number, number, number],
  tone: Tone,
  dash: number[],
  width = 1,
): void {
  ctx.save();
  ctx.strokeStyle = theme.colour[tone];
  ctx.lineWidth = px(width);
  ctx.setLineDash(dash.map(px));
  ctx.beginPath();
  ctx.moveTo(path[0], path[1]);
  ctx.lineTo(path[2], path[3]);
  ctx.stroke();
  ctx.restore();
}

/**
 * Where the middle of a stretch's label lies: at its foot, because the line mostly runs higher up; where nothing is left above zero, at
 * the foot of the chart.
 * @param half of the height of a label
 */
export function spanLabelY(
  { top, floor, bottom }: { top: number; floor: number; bottom: number },
  half: number,
): number {
  return (floor - top < 2 * half ? bottom : floor) - half;
}

/** Behind the lines: the exhausted zone and stretches of sample or missing data. */
export function drawBehind(
  u: uPlot,
  marks: readonly Mark[],
  theme: ChartTheme,
  ratio: number,
): void {
  const pen = penOf(u, theme, ratio);
  const { left, top, width, height } = u.bbox;
  for (const mark of marks) {
    if (mark.kind === 'zone') {
      const upper = Math.max(top, pen.y(mark.to));
      const lower = Math.min(top + height, pen.y(mark.from));
      hatch(pen, [left, upper, width, lower - upper], theme.colour.bad, 0.28, 6);
      write(
        pen,
        mark.label,
        left + pen.px(6),
        Math.min(upper + pen.px(11), (upper + lower) / 2 + pen.px(1)),
        'quiet',
        'left',
      );
    } else if (mark.kind === 'span') {
      const start = Math.max(left, pen.x(mark.from));
      const end = Math.min(left + width, pen.x(mark.to));
      if (end <= start) continue;
      const floor = Math.min(top + height, pen.y(0));
      if (mark.look === 'sample') {
        pen.ctx.fillStyle = theme.colour.well;
        pen.ctx.fillRect(start, top, end - start, floor - top);
      } else hatch(pen, [start, top, end - start, floor - top], theme.colour.faint, 0.22, 5);
      const y = spanLabelY({ top, floor, bottom: top + height }, pen.px(9));
      if (end - start > pen.px(70)) write(pen, mark.label, start + pen.px(6), y, 'faint', 'left');
    }
  }
}

/** Over the lines: thresholds, the ideal and the projected line, today, and the newest value at the end of the line. */
export function drawOver(u: uPlot, marks: readonly Mark[], theme: ChartTheme, ratio: number): void {
  const pen = penOf(u, theme, ratio);
  const { left, top, width, height } = u.bbox;
  for (const mark of marks) {
    if (mark.kind === 'level') {
      const y = pen.y(mark.y);
      rule(pen, [left, y, left + width, y], mark.tone, [4, 3]);
      write(pen, mark.label, left + pen.px(6), y - pen.px(8), 'quiet', 'left');
    } else if (mark.kind === 'moment') {
      const x = pen.x(mark.x);
      rule(pen, [x, top, x, top + height], 'faint', [1, 3]);
      write(
        pen,
        mark.label,
        x - pen.px(6),
        mark.end === 'top' ? top + pen.px(9) : top + height - pen.px(9),
        'quiet',
        'right',
      );
    } else if (mark.kind === 'segment') drawSegment(pen, mark);
    else if (mark.kind === 'bracket') drawBracket(pen, mark);
    else if (mark.kind === 'tip') drawTip(pen, mark);
  }
}

function drawSegment(pen: Pen, mark: Extract<Mark, { kind: 'segment' }>): void {
  const { left, width } = pen.u.bbox;
  const path: [number, number, number, number] = [
    pen.x(mark.from.x),
    pen.y(mark.from.y),
    pen.x(mark.to.x),
    pen.y(mark.to.y),
  ];
  rule(pen, path, mark.tone, mark.dash, 1.25);
  if (mark.label === '' || textWidth(pen, mark.label) > width * 0.4) return;
  const middle = (path[0] + path[2]) / 2;
  const toLeft = middle > left + width * 0.6;
  // To the left it stands before the line begins, so that it crosses neither the line nor the moment there.
  write(
    pen,
    mark.label,
    toLeft ? path[0] - pen.px(8) : middle + pen.px(8),
    (path[1] + path[3]) / 2 - pen.px(toLeft ? -8 : 8),
    'quiet',
    toLeft ? 'right' : 'left',
  );
}

/** A stretch of time named from above, out of the line's way. */
function drawBracket(pen: Pen, mark: Extract<Mark, { kind: 'bracket' }>): void {
  const { left, top, width } = pen.u.bbox;
  const [start, end] = [Math.max(left, pen.x(mark.from)), Math.min(left + width, pen.x(mark.to))];
  const y = top + pen.px(5);
  rule(pen, [start, y, end, y], 'faint', []);
  for (const x of [start, end]) rule(pen, [x, y, x, y + pen.px(4)], 'faint', []);
  if (textWidth(pen, mark.label) < width * 0.6)
    write(pen, mark.label, start + pen.px(5), y + pen.px(10), 'quiet', 'left');
}

function drawTip(pen: Pen, mark: Extract<Mark, { kind: 'tip' }>): void {
  const { left, width, top, height } = pen.u.bbox;
  const x = pen.x(mark.x);
  const y = pen.y(mark.y);
  pen.ctx.save();
  pen.ctx.fillStyle = pen.theme.colour[mark.tone];
  pen.ctx.strokeStyle = pen.theme.colour.paper;
  pen.ctx.lineWidth = pen.px(2);
  pen.ctx.beginPath();
  pen.ctx.arc(x, y, pen.px(4), 0, Math.PI * 2);
  pen.ctx.stroke();
  pen.ctx.fill();
  pen.ctx.restore();
  const outside = x + pen.px(70) < left + width;
  const above =
    y - pen.px(14) > top + pen.px(6) ? y - pen.px(14) : Math.min(y + pen.px(14), top + height);
  write(
    pen,
    mark.label,
    x + pen.px(outside ? 8 : -8),
    outside ? y - pen.px(2) : above,
    'ink',
    outside ? 'left' : 'right',
    true,
  );
}
