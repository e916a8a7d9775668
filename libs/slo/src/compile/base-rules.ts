import type { RatioIndicator } from '../document/indicator.js';
import type { Objective } from '../objective.js';
import { counterDelta, sumOf } from './delta.js';
import { latencyRules } from './latency-rules.js';
import type { CompileOptions } from './options.js';
import type { RecordingRule } from './rules.js';
import { SERIES } from './series.js';
import { storedSelector } from '../promql/selector.js';
import { own, zeroOf } from './tick.js';

function ratioRules(
  { slug, birth }: Objective,
  ratio: RatioIndicator,
  options: CompileOptions,
): RecordingRule[] {
  const all = storedSelector(ratio.total);
  const delta = (text: string): string =>
    sumOf(counterDelta(storedSelector(text), all, birth, options));
  const zero = zeroOf(slug);
  const rule = (record: string, expr: string): RecordingRule => ({
    record,
    expr,
    labels: { slo: slug },
  });
  const total = rule(SERIES.totalTick, delta(ratio.total));
  // No series of bad events means none happened: zero, never absent.
  if ('bad' in ratio) return [total, rule(SERIES.badTick, `${delta(ratio.bad)}\nor\n${zero}`)];
  const good = `(\n${delta(ratio.good)}\nor\n${zero}\n)`;
  const bad = `(sum(${own(SERIES.totalTick, slug)}) - ${good} >= 0)\nor\n${zero}`;
  return [total, rule(SERIES.badTick, bad)];
}

/** The rules that write one total and one bad count per tick for an objective. */
export function baseRules(objective: Objective, options: CompileOptions): RecordingRule[] {
  const { indicator } = objective;
  return indicator.kind === 'ratio'
    ? ratioRules(objective, indicator.ratio, options)
    : latencyRules(objective, indicator, options);
}
