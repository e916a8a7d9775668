import {
  budgetRange,
  lastSpot,
  projection,
  seconds,
  stretches,
  timeRange,
  toColumns,
} from './burn-down-model.js';
import type { BurnDown } from '../api/contract-slo.js';
import type { Mark } from './marks.js';
import type { PlotSpec } from './plot-options.js';

/** What a burn-down is drawn with besides its points. */
export interface BurnDownContext {
  /** Bounds of a calendar window, unix seconds; null for a rolling one. */
  calendar: { start: number; end: number } | null;
  exhaustsAt: string | null;
  /** Below this share left the budget counts as at risk. */
  atRiskShare: number;
  /** The part of a rolling window that leaves it next, unix seconds; null when nothing bad does. */
  aging: { from: number; to: number } | null;
}
/** The words on the chart, in the language on screen. */
export interface BurnDownWords {
  exhausted: string;
  atRisk: string;
  sample: string;
  gap: string;
  now: string;
  ideal: string;
  projected: string;
  aging: string;
  /** A share of the budget as on every other screen. */
  share: (left: number) => string;
  /** The same for axis ticks. */
  tick: (left: number) => string;
}

const STEPS = [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 1000];

/** Labels nearer to each other than this share of an axis would lie over each other. */
const NEAREST = 0.07;

/** Ticks of the budget axis: at most about seven, at 0 always, at 100 % where it is not all but the same place. */
export function budgetTicks([low, high]: [number, number]): number[] {
  const step = STEPS.find((size) => (high - low) / size <= 7) ?? 10_000;
  const ticks = new Set<number>([0, 1]);
  for (let tick = Math.ceil(low / step) * step; tick <= high + 1e-9; tick += step)
    ticks.add(Number(tick.toFixed(6)));
  const near = (high - low) * NEAREST;
  return [...ticks]
    .filter(
      (tick) =>
        tick === 0 ||
        (Math.abs(tick) >= near && (tick === 1 || Math.abs(tick - 1) >= near || 1 < near)),
    )
    .sort((a, b) => a - b);
}

function idealLine(
  { calendar }: BurnDownContext,
  [from, to]: [number, number],
  label: string,
): Mark[] {
  if (!calendar) return [];
  const at = (x: number): number => 1 - (x - calendar.start) / (calendar.end - calendar.start);
  const start = Math.max(from, calendar.start);
  const end = Math.min(to, calendar.end);
  if (end <= start) return [];
  return [
    {
      kind: 'segment',
      from: { x: start, y: at(start) },
      to: { x: end, y: at(end) },
      label,
      tone: 'faint',
      dash: [2, 4],
    },
  ];
}

/** Where the line is sample history, and where nothing was measured. */
function spans({ points, stepSeconds }: BurnDown, words: BurnDownWords): Mark[] {
  const marked = (
    look: 'sample' | 'gap',
    label: string,
    is: (point: BurnDown['points'][number]) => boolean,
  ) =>
    stretches(points, stepSeconds, is).map((span): Mark => ({
      kind: 'span',
      look,
      label,
      ...span,
    }));
  return [
    ...marked('sample', words.sample, ({ sample }) => sample),
    ...marked('gap', words.gap, ({ left }) => left === null),
  ];
}

/** Everything a burn-down says: lines with gaps, sample history, zone below zero, at-risk level, ideal pace, projection, newest value. */
export function burnDownSpec(
  burnDown: BurnDown,
  context: BurnDownContext,
  words: BurnDownWords,
): PlotSpec {
  const { points } = burnDown;
  const columns = toColumns(points);
  const xRange = timeRange(burnDown, context.calendar?.end ?? null, context.exhaustsAt);
  const yRange = budgetRange(points.map(({ left }) => left));
  const last = lastSpot(points);
  const ahead = projection(last, context.exhaustsAt, xRange[1]);
  const marks: Mark[] = [
    ...spans(burnDown, words),
    { kind: 'zone', from: yRange[0], to: 0, label: words.exhausted },
    // On the axis of a budget spent many times over it would lie on zero, and its words above the chart.
    ...(context.atRiskShare < (yRange[1] - yRange[0]) * NEAREST
      ? []
      : [{ kind: 'level', y: context.atRiskShare, label: words.atRisk, tone: 'warn' } as const]),
    ...idealLine(context, xRange, words.ideal),
  ];
  if (ahead)
    marks.push({
      kind: 'segment',
      from: ahead[0],
      to: ahead[1],
      label: words.projected,
      tone: 'bad',
      dash: [6, 4],
    });
  marks.push({
    kind: 'moment',
    x: seconds(burnDown.asOf),
    label: words.now,
    end: last && last.y > 0.85 ? 'bottom' : 'top',
  });
  if (context.aging) marks.push({ kind: 'bracket', ...context.aging, label: words.aging });
  if (last)
    marks.push({
      kind: 'tip',
      ...last,
      label: words.share(last.y),
      tone: last.y <= 0 ? 'bad' : 'ink',
    });
  return {
    x: columns.x,
    lines: [
      { tone: 'faint', width: 1.5, dash: [3, 2], values: columns.sample },
      { tone: 'ink', width: 1.75, values: columns.measured },
    ],
    xRange,
    yRange,
    marks,
    yTicks: budgetTicks(yRange).map((at) => ({ at, label: words.tick(at) })),
  };
}
