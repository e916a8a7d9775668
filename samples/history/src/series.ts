import type { Counts, History } from './counts.js';
import { OBJECTIVES, type SampleObjective } from './objectives.js';
import { FIVE_MINUTES, TICK_SECONDS, UNMEASURED, type Span } from './ticks.js';

/** One Prometheus series: its metric name, its labels, and its samples in time order (unix seconds, value). */
export interface Series {
  name: string;
  labels: Record<string, string>;
  samples: () => Iterable<readonly [at: number, value: number]>;
}

const TICKS_PER_FIVE_MINUTES = FIVE_MINUTES / TICK_SECONDS;

/**
 * Every series of a history, those of one metric together, as OpenMetrics wants them. Names and labels are those of
 * the recording rules, plus `origin="sample"`, so that window rules that sum by objective join both.
 */
export function seriesOf(history: History): Series[] {
  const { span, counts } = history;
  const of = (what: keyof Counts, step: '30s' | '5m'): Series[] =>
    OBJECTIVES.map(({ slo }) => ({
      name: `leitstand:slo_${what}:inc${step}`,
      labels: { slo, origin: 'sample' },
      samples: () =>
        step === '30s' ? ticksOf(span, counts[slo][what]) : fiveMinutes(span, counts[slo][what]),
    }));
  return [
    ...of('total', '30s'),
    ...of('bad', '30s'),
    ...of('total', '5m'),
    ...of('bad', '5m'),
    ...regimesOf(history),
  ];
}

function regimesOf({ span, counts, peak }: History): Series[] {
  return OBJECTIVES.flatMap((objective: SampleObjective) =>
    objective.regimes.map((regime) => {
      const measured = counts[objective.slo as keyof History['counts']].total;
      const holds = (tick: number): boolean =>
        objective.regimes.length === 1 || (peak[tick] === 1) === (regime === 'peak');
      return {
        name: 'leitstand:regime',
        labels: { slo: objective.slo, regime, origin: 'sample' },
        samples: () =>
          ticksOf(
            span,
            measured.map((total, tick) => (total === UNMEASURED ? total : Number(holds(tick)))),
          ),
      };
    }),
  );
}

function* ticksOf(span: Span, values: Int32Array): Generator<readonly [number, number]> {
  for (let i = 0; i < span.ticks; i++) {
    const value = values[i] ?? UNMEASURED;
    if (value !== UNMEASURED) yield [span.first + i * TICK_SECONDS, value];
  }
}

/** What the five-minute rule records at `t`: the sum of the ten ticks before `t`, the one at `t` not included. */
function* fiveMinutes(span: Span, values: Int32Array): Generator<readonly [number, number]> {
  const start = Math.ceil(span.first / FIVE_MINUTES) * FIVE_MINUTES;
  const last = span.first + (span.ticks - 1) * TICK_SECONDS;
  for (let at = start; at <= last; at += FIVE_MINUTES) {
    const to = (at - span.first) / TICK_SECONDS;
    let sum = 0;
    let measured = 0;
    for (let i = Math.max(0, to - TICKS_PER_FIVE_MINUTES); i < to; i++) {
      const value = values[i] ?? UNMEASURED;
      if (value === UNMEASURED) continue;
      sum += value;
      measured++;
    }
    if (measured > 0) yield [at, sum];
  }
}
