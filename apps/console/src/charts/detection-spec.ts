import type { DetectionEnvelope } from '../api/contract-slo.js';
import type { Mark } from './marks.js';
import type { PlotSpec } from './plot-options.js';

/** The words on the chart, in the language on screen. */
export interface DetectionWords {
  target: string;
  never: string;
  ratio: (share: number) => string;
  duration: (seconds: number) => string;
}

const RATIOS = [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1];
/** Where an axis spans less than two decades. */
const FINE_RATIOS = [...RATIOS, 0.2, 0.5, 0.02, 0.05];
const TIMES = [60, 300, 900, 3_600, 21_600, 86_400];
const SHORTEST_SECONDS = 30;

/** Both axes are logarithmic: the plot draws powers of ten. */
const at = (value: number): number => Math.log10(value);

function ratioTicks(lowest: number): number[] {
  const ratios = lowest > 0.01 ? FINE_RATIOS : RATIOS;
  return ratios.filter((ratio) => ratio >= lowest * 0.999).toSorted((a, b) => a - b);
}

/** Time to the first page over the share of bad events; where nothing pages there is no line, but a stretch that says so. */
export function detectionSpec(
  { points, paged, targetSeconds }: DetectionEnvelope,
  words: DetectionWords,
): PlotSpec {
  const lowest = points[0]?.errorRatio ?? 0.001;
  const longest = Math.max(targetSeconds * 2, ...points.map(({ seconds }) => seconds ?? 0));
  const marks: Mark[] = [
    { kind: 'level', y: at(targetSeconds), label: words.target, tone: 'warn' },
  ];
  if (paged === null || paged.errorRatio > lowest) {
    marks.unshift({
      kind: 'span',
      look: 'gap',
      from: at(lowest),
      to: at(paged?.errorRatio ?? 1),
      label: words.never,
    });
  }
  return {
    x: points.map(({ errorRatio }) => at(errorRatio)),
    lines: [
      {
        tone: 'ink',
        width: 1.75,
        values: points.map(({ seconds }) => (seconds === null ? null : at(seconds))),
      },
    ],
    xRange: [at(lowest), 0],
    yRange: [at(SHORTEST_SECONDS), at(longest * 1.3)],
    xTicks: ratioTicks(lowest).map((ratio) => ({ at: at(ratio), label: words.ratio(ratio) })),
    yTicks: TIMES.filter((seconds) => seconds <= longest).map((seconds) => ({
      at: at(seconds),
      label: words.duration(seconds),
    })),
    marks,
  };
}
