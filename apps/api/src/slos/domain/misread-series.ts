import { bucketFaults, partOfTotal, type IndicatorDocument, type SeriesRead } from '#slo';
import type { MisreadCode, SeriesWarning } from './missing-series.js';

/** Types, as Prometheus' metadata names them, of what may fall as well as rise: how much it grew says nothing. */
const GAUGES: ReadonlySet<string> = new Set(['gauge', 'gaugehistogram', 'info', 'stateset']);
/** Quantiles are what a summary shows under its own name. */
const RISES_AND_FALLS: ReadonlySet<string> = new Set([...GAUGES, 'summary']);
const UNTYPED: ReadonlySet<string> = new Set(['', 'unknown', 'untyped']);
const SUFFIX = /_(?:bucket|count|sum|total)$/;
/** Two sources of the same events are scraped at different instants. */
const MORE_SHARE = 1.01;
const MORE_EVENTS = 5;

/** A type of a metric that is no counter of events. */
type Misread = Extract<MisreadCode, 'not-a-counter' | 'not-a-count'>;

/** The names under which a metric's type may be told: its own, and without the suffix that its family gives it. */
export function familiesOf(metric: string): readonly string[] {
  const family = metric.replace(SUFFIX, '');
  return family === metric ? [metric] : [metric, family];
}

/**
 * What is wrong with counting how much a metric grew, by its type.
 * @param typesOf types that targets tell of a name of `familiesOf`; where they do not agree nothing is said
 */
export function misreadType(
  metric: string,
  typesOf: (family: string) => readonly string[],
): Misread | null {
  const [own = metric, family] = familiesOf(metric);
  const known = (name: string) => typesOf(name).filter((type) => !UNTYPED.has(type));
  const all = (types: readonly string[], ...of: readonly string[]) =>
    types.length > 0 && types.every((type) => of.includes(type));
  const types = known(own);
  if (types.length > 0) return all(types, ...RISES_AND_FALLS) ? 'not-a-counter' : null;
  if (family === undefined) return null;
  const inherited = known(family);
  if (all(inherited, 'gaugehistogram')) return 'not-a-counter';
  const isSum = metric.endsWith('_sum') && all(inherited, 'histogram', 'summary');
  return isSum ? 'not-a-count' : null;
}

/** Whether so many events of a part are more than the total, beyond what two scrapes may differ by. */
export function isMore(part: number, total: number): boolean {
  return part > total * MORE_SHARE && part - total > MORE_EVENTS;
}

/**
 * The total and what is good or bad of it, where that is not visibly a part of the total and may exceed it; undefined where it never
 * can.
 */
export function mayExceed(
  indicator: IndicatorDocument,
  [total, part]: readonly SeriesRead[],
): { readonly total: SeriesRead; readonly part: SeriesRead } | undefined {
  if ('latency' in indicator || !total || !part) return undefined;
  return partOfTotal(indicator.ratio) === 'unseen' ? { total, part } : undefined;
}

function why(code: Misread | 'part-over-total', { selector, role }: SeriesRead): string {
  const lost = role === 'good' ? 'nothing is counted as bad' : 'nothing is counted as good';
  return {
    'not-a-counter': `${selector} is no counter but a gauge, as its targets tell Prometheus: it falls as well as rises, and its rises are no events.`,
    'not-a-count': `${selector} is a sum of what was observed, not a count: seconds or bytes would be taken for events.`,
    'part-over-total': `${selector} had more events than the total in the last hour, so it is no part of it: as long as that is so, ${lost}.`,
  }[code];
}

/** What is said of a selector that finds something else than it is taken for. */
export function misreadWarning(
  code: Misread | 'part-over-total',
  series: SeriesRead,
): SeriesWarning {
  const { path, selector, metric } = series;
  const suggestion = code === 'not-a-count' ? metric.replace(/_sum$/, '_count') : null;
  const hint = suggestion === null ? '' : ` Did you mean ${suggestion}?`;
  const message = why(code, series) + hint;
  return {
    path,
    code,
    message,
    selector,
    metric,
    label: null,
    matcher: null,
    suggestion,
    lastSeenAt: null,
  };
}

/** What can be said of the buckets of a ratio without asking anybody. */
export function bucketWarnings(indicator: IndicatorDocument): SeriesWarning[] {
  return bucketFaults(indicator).map(({ code, series, le, suggestion, message }) => ({
    path: series.path,
    code,
    message,
    selector: series.selector,
    metric: series.metric,
    label: 'le',
    matcher: le === null ? null : `le="${le}"`,
    suggestion,
    lastSeenAt: null,
  }));
}
