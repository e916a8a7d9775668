import type { PlotSpec } from './plot-options.js';

/** Where a printed chart draws: the box of the plot in the units of its picture, and the axes as functions. */
export interface PrintFrame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: (at: number) => number;
  y: (value: number) => number;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Lays a plot out on paper; values beyond the axes are kept at their ends. */
export function printFrame(
  { xRange, yRange }: Pick<PlotSpec, 'xRange' | 'yRange'>,
  width: number,
  height: number,
): PrintFrame {
  const box = { left: 48, right: width - 12, top: 8, bottom: height - 24 };
  const clamp = (share: number): number => Math.min(1, Math.max(0, share));
  return {
    width,
    height,
    ...box,
    x: (at) =>
      round(box.left + clamp((at - xRange[0]) / (xRange[1] - xRange[0])) * (box.right - box.left)),
    y: (value) =>
      round(
        box.bottom - clamp((value - yRange[0]) / (yRange[1] - yRange[0])) * (box.bottom - box.top),
      ),
  };
}

/** A line as SVG path data; a null breaks it, a value between two nulls becomes a dot. */
export function linePath(
  xs: readonly number[],
  values: readonly (number | null)[],
  { x, y }: Pick<PrintFrame, 'x' | 'y'>,
): string {
  let path = '';
  values.forEach((value, index) => {
    if (value === null) return;
    const before = values[index - 1] ?? null;
    const after = values[index + 1] ?? null;
    path += `${before === null ? 'M' : 'L'}${x(xs[index] ?? 0)} ${y(value)}`;
    if (before === null && after === null) path += 'h.01';
  });
  return path;
}
