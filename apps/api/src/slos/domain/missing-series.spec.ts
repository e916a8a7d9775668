import { describe, expect, it } from '@jest/globals';
import { seriesRead } from '#slo';
import { isWorthTelling, seriesWarning, type Missing } from './missing-series.js';

const missing = (kind: Missing['kind'], label?: string, suggestion: string | null = null) => ({
  kind,
  matcher: label ? { label, op: '=' as const, value: 'x', literal: '"x"' } : null,
  suggestion,
});

describe('errors that match nothing', () => {
  const told = (total: string, bad: string, what: Missing) => {
    const [all, errors] = seriesRead({ ratio: { total, bad } });
    if (!all || !errors) throw new Error('a ratio reads two');
    return isWorthTelling(errors, all, what);
  };
  it.each([
    [
      'of a status that never occurred',
      'r{job="x"}',
      'r{job="x",code="x"}',
      missing('value', 'code'),
    ],
    [
      'of a status, beside a total that leaves some out',
      'r{code!~"4.."}',
      'r{code="x"}',
      missing('value', 'code', 'y'),
    ],
    ['of a metric born with the first of them', 'r{job="x"}', 'e', missing('metric')],
    [
      'of a metric of their own with other labels',
      'r{job="x"}',
      'e{job="x"}',
      missing('value', 'job'),
    ],
    ['of a pair that never occurred', 'r{job="x"}', 'r{job="x",code="x"}', missing('combination')],
  ])('are good news: %s', (_, total, bad, what) => {
    expect(told(total, bad, what)).toBe(false);
  });

  it.each([
    ['by a label that no request has', 'r{job="x"}', 'r{cod="x"}', missing('label', 'cod')],
    ['by what no request is found by', 'r{job="x"}', 'r{job="x"}', missing('value', 'job')],
    ['by a slip of the pen', 'r{job="xy"}', 'r{job="x"}', missing('value', 'job', 'xy')],
  ])('can never be found: %s', (_, total, bad, what) => {
    expect(told(total, bad, what)).toBe(true);
  });

  it('are told of where they are what is good, or the whole', () => {
    const [total, good] = seriesRead({ ratio: { total: 'a', good: 'b' } });
    for (const series of [total, good])
      expect(series && isWorthTelling(series, total, missing('metric'))).toBe(true);
  });
});

describe('what is said of a selector that matches nothing', () => {
  const [total] = seriesRead({ ratio: { total: 'a_total{job="x"}', bad: 'b_total' } });
  const [histogram] = seriesRead({
    latency: { histogram: 'd', regimes: [{ name: 'all', threshold: '1s' }] },
  });
  const say = (series: typeof total, what: Missing) =>
    series && seriesWarning(series, what, null).message;

  it.each([
    [missing('metric', undefined, 'b_total'), 'there is no metric a_total. Did you mean b_total?'],
    [missing('label', 'job', 'jobs'), 'a_total exists, but has no label job. Did you mean jobs?'],
    [missing('value', 'job', 'y'), 'a_total exists, but not with job="x". Did you mean "y"?'],
    [missing('value', 'job'), 'a_total exists, but not with job="x".'],
    [
      missing('combination'),
      'a_total exists, and each matcher matches some of its series, but none matches all.',
    ],
  ])('%j', (what, words) => {
    expect(say(total, what)).toBe(`a_total{job="x"} matches no series in Prometheus: ${words}`);
  });

  it('names a histogram as its document does', () => {
    expect(say(histogram, missing('metric', undefined, 'duration_bucket'))).toBe(
      'd_bucket matches no series in Prometheus: there is no metric d. Did you mean duration?',
    );
  });
});
