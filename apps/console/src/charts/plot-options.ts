import type uPlot from 'uplot';
import type { Language } from '../util/format/locale.js';
import { timeLabels } from './axis-time.js';
import { paintBars } from './bars.js';
import type { Bar } from './bars.js';
import type { ChartTheme, Tone } from './chart-theme.js';
import { drawBehind, drawOver } from './marks.js';
import type { Mark } from './marks.js';

/** A line of a plot; `dash` tells series apart without colour. */
export interface Line {
  tone: Tone;
  width: number;
  dash?: number[];
  values: (number | null)[];
}
/** Everything a plot draws, in values; how it looks comes from the theme. */
export interface PlotSpec {
  x: number[];
  lines: Line[];
  xRange: [number, number];
  yRange: [number, number];
  /** Ticks of a horizontal axis that is not time; without them x is unix seconds. */
  xTicks?: { at: number; label: string }[];
  /** Ticks of the value axis and their labels. */
  yTicks: { at: number; label: string }[];
  marks: Mark[];
  /** Between the grid and the marks. */
  bars?: Bar[];
}
export interface PlotFrame {
  width: number;
  height: number;
  zone: string;
  language: Language;
  theme: ChartTheme;
  /** Room for value labels, CSS pixels; the same in all charts of a page, so that their time axes line up. */
  gutter: number;
}

function horizontalAxis({ xTicks }: PlotSpec, frame: PlotFrame): uPlot.Axis {
  const look: uPlot.Axis = {
    stroke: frame.theme.colour.quiet,
    font: frame.theme.font,
    size: 28,
    gap: 6,
    space: 76,
    grid: { show: false },
    ticks: { show: true, stroke: frame.theme.colour.strong, width: 1, size: 4 },
  };
  if (xTicks)
    return {
      ...look,
      splits: () => xTicks.map(({ at }) => at),
      values: () => xTicks.map(({ label }) => label),
    };
  return {
    ...look,
    values: (_u, splits, _axis, _space, step) =>
      timeLabels(splits, step, frame.zone, frame.language),
  };
}

/** Room for the labels of the value axis, px: of 12 px type, which `−10,000 %` needs more of than `100 %`. */
export function gutterOf(ticks: PlotSpec['yTicks']): number {
  return Math.max(56, ...ticks.map(({ label }) => 14 + label.length * 7.5));
}

function valueAxis(spec: PlotSpec, frame: PlotFrame): uPlot.Axis {
  return {
    stroke: frame.theme.colour.quiet,
    font: frame.theme.font,
    size: frame.gutter,
    gap: 8,
    grid: { stroke: frame.theme.colour.line, width: 1 },
    ticks: { show: false },
    splits: () => spec.yTicks.map(({ at }) => at),
    values: () => spec.yTicks.map(({ label }) => label),
  };
}

/** uPlot's options for a spec in a frame. `localTime` turns unix seconds into a date of the frame's zone. */
export function plotOptions(
  spec: PlotSpec,
  frame: PlotFrame,
  parts: { localTime: (at: number) => Date; ratio: number; onPoint: (at: number | null) => void },
): uPlot.Options {
  const { theme } = frame;
  return {
    width: frame.width,
    height: frame.height,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    tzDate: parts.localTime,
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      points: { size: 7, width: 2, stroke: theme.colour.ink, fill: theme.colour.paper },
    },
    scales: {
      x: { time: spec.xTicks === undefined, range: () => spec.xRange },
      y: { range: () => spec.yRange },
    },
    axes: [horizontalAxis(spec, frame), valueAxis(spec, frame)],
    series: [
      {},
      ...spec.lines.map(({ tone, width, dash }): uPlot.Series => ({
        stroke: theme.colour[tone],
        width,
        dash,
        spanGaps: false,
        points: { show: false },
      })),
    ],
    hooks: {
      drawClear: [(u) => drawBehind(u, spec.marks, theme, parts.ratio)],
      drawAxes: [(u) => paintBars(u, spec.bars ?? [], theme, parts.ratio)],
      draw: [(u) => drawOver(u, spec.marks, theme, parts.ratio)],
      setCursor: [
        (u) => {
          const { left, idx } = u.cursor;
          const inside = left !== undefined && left >= 0 && idx !== null && idx !== undefined;
          parts.onPoint(inside ? (u.data[0]?.[idx] ?? null) : null);
        },
      ],
    },
  };
}
