import type { Objective, SloIndicator } from '../../api/contract-slo.js';

/** The boundary of a bucket as clients write it: whole ones as le="1" or le="1.0". As the rules have it. */
function le(seconds: number): string {
  return Number.isInteger(seconds) ? `le=~"${seconds}|${seconds}\\\\.0"` : `le="${seconds}"`;
}

/** A selector of one of the histogram's own series, with one more matcher when there is one. */
function seriesOf(histogram: string, suffix: string, matcher?: string): string {
  const [, name = histogram, , matchers = ''] =
    /^([^{\s]+)\s*(\{(.*)\})?\s*$/s.exec(histogram) ?? [];
  const all = [matchers.trim().replace(/,$/, ''), matcher ?? ''].filter((one) => one !== '');
  return all.length === 0 ? `${name}${suffix}` : `${name}${suffix}{${all.join(',')}}`;
}

/**
 * The series an indicator reads, as selectors that can be tried in Prometheus; of a histogram its `_count` and, for each latency
 * threshold, the bucket that ends there: without it there is no data, whatever `_count` finds.
 */
export function selectorsOf(
  indicator: SloIndicator,
  thresholds: Objective['thresholds'],
): string[] {
  if ('latency' in indicator) {
    const { histogram } = indicator.latency;
    const bounds = [...new Set(thresholds.map(({ seconds }) => le(seconds)))];
    return [
      seriesOf(histogram, '_count'),
      ...bounds.map((bound) => seriesOf(histogram, '_bucket', bound)),
    ];
  }
  const { ratio } = indicator;
  return [ratio.total, 'bad' in ratio ? ratio.bad : ratio.good];
}
