import { describe, expect, it } from '@jest/globals';
import { boundaryOf, bucketFaults, partOfTotal } from './bucket-faults.js';

const faults = (total: string, good: string): string[] =>
  bucketFaults({ ratio: { total, good } }).map(
    ({ code, series, suggestion }) => `${series.role} ${code} ${suggestion}`,
  );

describe('buckets in a ratio', () => {
  it.each([
    ['the count', 'd_count{job="x"}', 'd_bucket{job="x",le="0.5"}'],
    ['the last bucket', 'd_bucket{job="x",le="+Inf"}', 'd_bucket{job="x",le="0.5"}'],
    ['one boundary in two spellings', 'd_count', 'd_bucket{le=~"1|1\\\\.0"}'],
    ['no buckets at all', 'r_total', 'r_total{code="200"}'],
    ['a total of another kind', 'r_total', 'd_bucket{le="0.5"}'],
  ])('are as they should be with %s', (_, total, good) => {
    expect(faults(total, good)).toEqual([]);
  });

  it.each([
    ['none', 'd_bucket{job="x"}'],
    ['a pattern for several', 'd_bucket{job="x",le=~"0.5|1"}'],
    ['a pattern for all', 'd_bucket{job="x",le=~".+"}'],
    ['all but one', 'd_bucket{job="x",le!="+Inf"}'],
    ['one that excludes the other', 'd_bucket{job="x",le="0.5",le="1"}'],
  ])('are several with an le that is %s', (_, good) => {
    expect(faults('d_count{job="x"}', good)).toEqual(['good several-buckets null']);
  });

  it('are all of a total without le, for which there is the count', () => {
    expect(faults('d_bucket{job="x"}', 'd_bucket{job="x",le="0.5"}')).toEqual([
      'total several-buckets d_count{job="x"}',
    ]);
  });

  it('leave out what is slowest in a total that ends at a boundary', () => {
    expect(faults('d_bucket{le="10"}', 'd_bucket{le="0.5"}')).toEqual([
      'total bounded-total d_count',
    ]);
  });

  it('say so in words', () => {
    const messages = bucketFaults({
      ratio: { total: 'd_bucket{le="10.0"}', bad: 'd_bucket{job="x"}' },
    }).map(({ message }) => message);
    expect(messages).toEqual([
      'd_bucket{job="x"} selects several buckets, and each holds what the smaller ones hold, too: one event is counted several times. It needs exactly one le; give exactly one, such as le="0.5".',
      'd_bucket{le="10.0"} holds only what took at most 10 s: what takes longer is not counted at all. All events are d_count, or the bucket le="+Inf".',
    ]);
  });

  it('are none of a latency indicator, which chooses them itself', () => {
    const regimes = [{ name: 'all', threshold: '1s' }];
    expect(bucketFaults({ latency: { histogram: 'd', regimes } })).toEqual([]);
  });
});

describe('a boundary', () => {
  it.each([
    ['0.50', 0.5],
    ['1', 1],
    ['1.', 1],
    ['5e-05', 0.00005],
    ['+Inf', Infinity],
    ['inf', Infinity],
    ['', undefined],
    ['.+', undefined],
    ['0x1', undefined],
  ])('%j is %s', (text, number) => {
    expect(boundaryOf(text)).toBe(number);
  });
});

describe('what is good or bad', () => {
  it.each([
    ['part', 'r{job="x"}', 'r{job="x",code="200"}'],
    ['same', 'r{job="x"}', 'r{job="x"}'],
    ['unseen', 'r{job="x"}', 'r{code="200"}'],
    ['unseen', 'r', 'e'],
    ['part', 'd_count{job="x"}', 'd_bucket{job="x",le="0.5"}'],
    ['part', 'd_bucket{job="x",le="+Inf"}', 'd_bucket{job="x",le="0.5"}'],
    ['same', 'd_count', 'd_bucket{le="+Inf"}'],
    ['unseen', 'd_bucket{le="0.5"}', 'd_count'],
    ['unseen', 'd_count{job="x"}', 'd_bucket{le="0.5"}'],
  ])('is %s of %s: %s', (how, total, good) => {
    expect(partOfTotal({ total, good })).toBe(how);
    expect(partOfTotal({ total, bad: good })).toBe(how);
  });
});
