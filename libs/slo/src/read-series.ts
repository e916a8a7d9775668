import { bucketOf } from './compile/latency-rules.js';
import type { IndicatorDocument } from './document/indicator.js';
import { parseThreshold } from './duration.js';
import { selectorsOf, typeOfStored } from './promql/expression.js';
import type { Matcher } from './promql/matchers.js';
import { printSelector, storedSelector } from './promql/selector.js';
import type { Selector } from './promql/selector.js';

/** What a selector is to an objective: one of the two counters of a ratio, the histogram, one of its buckets, or what chooses a regime. */
export type SeriesRole = 'total' | 'bad' | 'good' | 'histogram' | 'bucket' | 'signal';

/** Series that an objective reads. */
export interface SeriesRead {
  /** dotted path of the field that names them */
  readonly path: string;
  readonly role: SeriesRole;
  /** as Prometheus is asked for them */
  readonly selector: string;
  /** its metric; empty where only a pattern names one */
  readonly metric: string;
  /** the others, that on `__name__` left out */
  readonly matchers: readonly Matcher[];
  /** of a `signal` the whole expression, which may do without these series; null where it is a mere number, or of another role */
  readonly expression: string | null;
  /** of a `bucket` the threshold as it was written, `250ms`; null of the one that holds all events, and of another role */
  readonly threshold: string | null;
}

const INDICATOR = 'spec.indicator';

function read(
  path: string,
  role: SeriesRole,
  selector: Selector,
  { expression = null, threshold = null }: Partial<SeriesRead> = {},
): SeriesRead {
  const named = selector.matchers.find(({ label, op }) => label === '__name__' && op === '=');
  return {
    path: `${INDICATOR}.${path}`,
    role,
    selector: printSelector(selector),
    metric: selector.metric || (named?.value ?? ''),
    matchers: selector.matchers.filter(({ label }) => label !== '__name__'),
    expression,
    threshold,
  };
}

/**
 * The series that an indicator reads, in the order of its fields. Throws a RangeError for a document that `parseSloDocument` would have
 * refused for its selectors.
 */
export function seriesRead(indicator: IndicatorDocument): SeriesRead[] {
  if ('ratio' in indicator) {
    const { ratio } = indicator;
    const other = 'bad' in ratio ? (['bad', ratio.bad] as const) : (['good', ratio.good] as const);
    return [['total', ratio.total] as const, other].map(([role, text]) =>
      read(`ratio.${role}`, role, storedSelector(text)),
    );
  }
  const { histogram: text, regimes } = indicator.latency;
  const histogram = storedSelector(text);
  const all = bucketOf(histogram, '+Inf');
  return [
    read('latency.histogram', 'histogram', { ...all, matchers: histogram.matchers }),
    read('latency.histogram', 'bucket', all),
    ...regimes.flatMap(({ threshold, when }, i) => {
      const le = parseThreshold(threshold)?.le;
      const bucket = le === undefined ? [] : [bucketOf(histogram, le)];
      const signal = when === undefined ? [] : selectorsOf(when.expression);
      const whole =
        when === undefined || typeOfStored(when.expression) === 'scalar' ? null : when.expression;
      return [
        ...bucket.map((one) =>
          read(`latency.regimes.${i}.threshold`, 'bucket', one, { threshold }),
        ),
        ...signal.map((one) =>
          read(`latency.regimes.${i}.when.expression`, 'signal', one, {
            expression: whole?.trim() ?? null,
          }),
        ),
      ];
    }),
  ];
}
