import type { IndicatorDocument, RatioIndicator } from './document/indicator.js';
import type { Matcher } from './promql/matchers.js';
import { printMatchers } from './promql/required.js';
import { storedSelector } from './promql/selector.js';
import type { Selector } from './promql/selector.js';
import { seriesRead } from './read-series.js';
import type { SeriesRead } from './read-series.js';

/** What an indicator makes of the buckets of a histogram that is not what anybody means. */
export interface BucketFault {
  readonly code: 'several-buckets' | 'bounded-total';
  readonly series: SeriesRead;
  /** the boundary that bounds the total; null of the other kind */
  readonly le: string | null;
  /** what may have been meant instead; null where only the writer knows */
  readonly suggestion: string | null;
  readonly message: string;
}

const BUCKET = '_bucket';
const INFINITE = /^\+?inf(?:inity)?$/i;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that a boundary of a bucket (`le`) or a `quantile` stands for: `0.50`, `1`, `5e-05`, `+Inf`; undefined where it is none. */
export function boundaryOf(text: string): number | undefined {
  if (INFINITE.test(text)) return Infinity;
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** The texts that a matcher lets through, as far as it names them: `1|1\.0` is two. */
function spellings({ op, value }: Matcher): string[] {
  if (op === '=') return [value];
  return op === '=~' ? value.split('|').map((one) => one.replaceAll(/\\([.+])/g, '$1')) : [];
}

/** The one boundary that the matchers let through, in whatever spellings; undefined where there are several, or none. */
function boundaryIn(matchers: readonly Matcher[]): number | undefined {
  const [one, ...more] = matchers.filter(({ label }) => label === 'le');
  if (one === undefined || more.length > 0) return undefined;
  const [first, ...others] = new Set(spellings(one).map(boundaryOf));
  return others.length > 0 ? undefined : first;
}

const isBucket = ({ metric }: { readonly metric: string }): boolean => metric.endsWith(BUCKET);
const baseOf = (metric: string): string => metric.slice(0, -BUCKET.length);

function printed(metric: string, matchers: readonly Matcher[]): string {
  return matchers.length === 0 ? metric : `${metric}{${printMatchers(matchers)}}`;
}

/** The count of all events beside a bucket. */
function countBeside({ metric, matchers }: Pick<SeriesRead, 'metric' | 'matchers'>): string {
  return printed(
    `${baseOf(metric)}_count`,
    matchers.filter(({ label }) => label !== 'le'),
  );
}

function severalBuckets(series: SeriesRead): BucketFault[] {
  if (!isBucket(series) || boundaryIn(series.matchers) !== undefined) return [];
  const suggestion = series.role === 'total' ? countBeside(series) : null;
  const hint =
    suggestion === null ? 'give exactly one, such as le="0.5"' : `all events are ${suggestion}`;
  const message = `${series.selector} selects several buckets, and each holds what the smaller ones hold, too: one event is counted several times. It needs exactly one le; ${hint}.`;
  return [{ code: 'several-buckets', series, le: null, suggestion, message }];
}

function boundedTotal(total: SeriesRead, part: SeriesRead): BucketFault[] {
  if (!isBucket(part) || total.metric !== part.metric) return [];
  const boundary = boundaryIn(total.matchers);
  if (boundary === undefined || boundary === Infinity) return [];
  const le = total.matchers.find(({ label }) => label === 'le')?.value ?? '';
  const suggestion = countBeside(total);
  const message = `${total.selector} holds only what took at most ${boundary} s: what takes longer is not counted at all. All events are ${suggestion}, or the bucket le="+Inf".`;
  return [{ code: 'bounded-total', series: total, le, suggestion, message }];
}

/**
 * Where a ratio adds up buckets of a histogram that hold each other, or takes for its total a bucket that leaves out what is slowest.
 * Throws a RangeError for a document that `parseSloDocument` would have refused for its selectors.
 */
export function bucketFaults(indicator: IndicatorDocument): BucketFault[] {
  if ('latency' in indicator) return [];
  const series = seriesRead(indicator);
  const [total, part] = series;
  return [...series.flatMap(severalBuckets), ...(total && part ? boundedTotal(total, part) : [])];
}

/** A selector whose buckets and counts are named alike: `d_bucket{le="+Inf"}` is `d_count`, another bucket a part of it. */
function unified({ metric, matchers }: Selector): Selector {
  if (!isBucket({ metric })) return { metric, matchers };
  const rest = matchers.filter(({ label }) => label !== 'le');
  const boundary = boundaryIn(matchers);
  return {
    metric: `${baseOf(metric)}_count`,
    matchers: boundary === Infinity ? rest : matchers,
  };
}

function isWithin(part: Selector, whole: Selector): boolean {
  return (
    part.metric === whole.metric &&
    whole.matchers.every((wanted) =>
      part.matchers.some(
        ({ label, op, value }) =>
          label === wanted.label && op === wanted.op && value === wanted.value,
      ),
    )
  );
}

/** How what is good or bad stands to the total, as far as it can be seen: a part of it, the same, or neither. */
export function partOfTotal(ratio: RatioIndicator): 'part' | 'same' | 'unseen' {
  const total = unified(storedSelector(ratio.total));
  const part = unified(storedSelector('bad' in ratio ? ratio.bad : ratio.good));
  if (!isWithin(part, total)) return 'unseen';
  return isWithin(total, part) ? 'same' : 'part';
}
