import { describe, expect, it } from '@jest/globals';
import { seriesRead } from '#slo';
import {
  bucketWarnings,
  familiesOf,
  isMore,
  mayExceed,
  misreadType,
  misreadWarning,
} from './misread-series.js';

const types = (told: Record<string, string[]>) => (family: string) => told[family] ?? [];

describe('a metric that is counted', () => {
  it.each<[string, Record<string, string[]>]>([
    ['jobs', { jobs: ['counter'] }],
    ['jobs_total', { jobs: ['counter'] }], // OpenMetrics names the family
    ['d_bucket', { d: ['histogram'] }],
    ['d_count', { d: ['summary'] }],
    ['d_sum', {}],
    ['queue', {}],
    ['queue', { queue: ['unknown'] }],
    ['queue', { queue: ['gauge', 'counter'] }], // of two targets one may be right
    ['queue_total', { queue: ['gauge'] }], // another metric
    ['queue_total', { queue_total: ['counter'], queue: ['gaugehistogram'] }],
  ])('is well as %s with %j', (metric, told) => {
    expect(misreadType(metric, types(told))).toBeNull();
  });

  it.each<[string, Record<string, string[]>, string]>([
    ['queue', { queue: ['gauge'] }, 'not-a-counter'],
    ['queue_total', { queue_total: ['gauge', 'unknown'] }, 'not-a-counter'],
    ['build_info', { build_info: ['info'] }, 'not-a-counter'],
    ['d', { d: ['summary'] }, 'not-a-counter'],
    ['d_bucket', { d: ['gaugehistogram'] }, 'not-a-counter'],
    ['d_sum', { d: ['histogram'] }, 'not-a-count'],
    ['d_sum', { d: ['summary', 'unknown'] }, 'not-a-count'],
  ])('is none as %s with %j: %s', (metric, told, code) => {
    expect(misreadType(metric, types(told))).toBe(code);
  });

  it('is looked for under its own name and its family’s', () => {
    expect(['a_total', 'a_bucket', 'a', 'a_totals'].map(familiesOf)).toEqual([
      ['a_total', 'a'],
      ['a_bucket', 'a'],
      ['a'],
      ['a_totals'],
    ]);
  });
});

describe('more than the total', () => {
  it.each([
    [100, 100, false],
    [101, 100, false],
    [10_090, 10_000, false],
    [10_200, 10_000, true],
    [106, 100, true],
    [5, 0, false],
    [6, 0, true],
  ])('%s of %s: %s', (part, total, more) => {
    expect(isMore(part, total)).toBe(more);
  });

  it.each([
    [{ ratio: { total: 'r', good: 'r{code="200"}' } }, false],
    [{ ratio: { total: 'd_count', good: 'd_bucket{le="0.5"}' } }, false],
    [{ ratio: { total: 'r{job="x"}', good: 'r{code="200"}' } }, true],
    [{ ratio: { total: 'r', bad: 'errors' } }, true],
    [{ latency: { histogram: 'd', regimes: [{ name: 'all', threshold: '1s' }] } }, false],
  ])('is looked for in %j: %s', (indicator, asked) => {
    expect(mayExceed(indicator, seriesRead(indicator)) !== undefined).toBe(asked);
  });
});

describe('what is said of it', () => {
  const [total, good] = seriesRead({ ratio: { total: 'd_sum{job="x"}', good: 'g{job="x"}' } });
  const [, bad] = seriesRead({ ratio: { total: 't', bad: 'e' } });
  if (!total || !good || !bad) throw new Error('a ratio reads two');

  it('names the field, and what was meant where that is known', () => {
    expect(misreadWarning('not-a-count', total)).toEqual({
      path: 'spec.indicator.ratio.total',
      code: 'not-a-count',
      message:
        'd_sum{job="x"} is a sum of what was observed, not a count: seconds or bytes would be taken for events. Did you mean d_count?',
      selector: 'd_sum{job="x"}',
      metric: 'd_sum',
      label: null,
      matcher: null,
      suggestion: 'd_count',
      lastSeenAt: null,
    });
    expect(misreadWarning('not-a-counter', good).message).toMatch(/^g{job="x"} is no counter/);
  });

  it('says what is lost', () => {
    expect(misreadWarning('part-over-total', good).message).toMatch(/nothing is counted as bad\.$/);
    expect(misreadWarning('part-over-total', bad).message).toMatch(/nothing is counted as good\.$/);
  });

  it('has the words of the advice about buckets', () => {
    const told = bucketWarnings({ ratio: { total: 'd_bucket{le="10"}', bad: 'd_bucket' } });
    expect(told).toMatchObject([
      { path: 'spec.indicator.ratio.bad', code: 'several-buckets', label: 'le', matcher: null },
      {
        code: 'bounded-total',
        matcher: 'le="10"',
        suggestion: 'd_count',
        selector: 'd_bucket{le="10"}',
      },
    ]);
  });
});
