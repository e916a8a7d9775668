import type { Indicator, Objective, Regime } from '../objective.js';
import type { Matcher } from '../promql/matchers.js';
import type { Selector } from '../promql/selector.js';
import { bucketDelta, counterDelta, sumOf } from './delta.js';
import type { CompileOptions } from './options.js';
import { regimeRules } from './regime-rules.js';
import type { RecordingRule } from './rules.js';
import { SERIES } from './series.js';
import { storedSelector } from '../promql/selector.js';
import { own, zeroOf } from './tick.js';

type Latency = Extract<Indicator, { kind: 'latency' }>;

/** Clients write whole thresholds as le="1" or le="1.0"; both are matched. */
function leMatcher(le: string): Matcher {
  if (le.includes('.') || le === '+Inf')
    return { label: 'le', op: '=', value: le, literal: `"${le}"` };
  return { label: 'le', op: '=~', value: `${le}|${le}\\.0`, literal: `"${le}|${le}\\\\.0"` };
}

/** The bucket series of a histogram that end at `le`. */
export function bucketOf(histogram: Selector, le: string): Selector {
  return { metric: `${histogram.metric}_bucket`, matchers: [...histogram.matchers, leMatcher(le)] };
}

function goodRule(
  { slug, birth }: Objective,
  histogram: Selector,
  regime: Regime,
  options: CompileOptions,
): RecordingRule {
  const delta = bucketDelta(
    bucketOf(histogram, regime.threshold.le),
    bucketOf(histogram, '+Inf'),
    birth,
    options,
  );
  return {
    record: SERIES.goodTick,
    expr: sumOf(delta),
    labels: { slo: slug, regime: regime.name },
  };
}

/**
 * Latency: total is the +Inf bucket, good the bucket of the threshold of the regime that holds at this tick, bad the rest. All
 * come from one histogram, hence one scrape. Without the bucket of that threshold there is no total either: no data, never met.
 */
export function latencyRules(
  objective: Objective,
  latency: Latency,
  options: CompileOptions,
): RecordingRule[] {
  const { slug, birth } = objective;
  const histogram = storedSelector(latency.histogram);
  const holding = `${own(SERIES.goodTick, slug)} and on (slo, regime) ${own(SERIES.regime, slug)} == 1`;
  const all = bucketOf(histogram, '+Inf');
  const total = `${sumOf(counterDelta(all, all, birth, options))}\nand\nsum(${holding})`;
  const bad = `(sum(${own(SERIES.totalTick, slug)}) - sum(${holding}) >= 0)\nor\n${zeroOf(slug)}`;
  return [
    ...regimeRules(slug, latency.regimes),
    ...latency.regimes.map((regime) => goodRule(objective, histogram, regime, options)),
    { record: SERIES.totalTick, expr: total, labels: { slo: slug } },
    { record: SERIES.badTick, expr: bad, labels: { slo: slug } },
  ];
}
