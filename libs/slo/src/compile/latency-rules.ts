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

/** Below it Go, and with it Prometheus 3, writes numbers with an exponent of two digits. */
const LEAST_PLAIN = 1e-4;

/** How clients and Prometheus write a threshold: le="1" or le="1.0", le="0.00005" or le="5e-05". */
function spellings(le: string): string[] {
  if (le === '+Inf') return [le];
  if (!le.includes('.')) return [le, `${le}.0`];
  const exponent = Number(le)
    .toExponential()
    .replace(/-(\d)$/, '-0$1');
  return Number(le) < LEAST_PLAIN ? [le, exponent] : [le];
}

function leMatcher(le: string): Matcher {
  const [plain = le, ...others] = spellings(le);
  if (others.length === 0) return { label: 'le', op: '=', value: plain, literal: `"${plain}"` };
  const value = [plain, ...others].join('|').replaceAll('.', '\\.');
  return { label: 'le', op: '=~', value, literal: `"${value.replaceAll('\\', '\\\\')}"` };
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
