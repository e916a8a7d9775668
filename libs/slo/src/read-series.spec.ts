import { describe, expect, it } from '@jest/globals';
import { seriesRead } from './read-series.js';

const read = (indicator: Parameters<typeof seriesRead>[0]) =>
  seriesRead(indicator).map(({ path, role, selector, metric }) => [path, role, selector, metric]);

describe('the series that an indicator reads', () => {
  it('are the two counters of a ratio', () => {
    expect(
      read({ ratio: { total: 'a_total{job="shop"}', bad: 'a_total{job="shop", code=~"5.."}' } }),
    ).toEqual([
      ['spec.indicator.ratio.total', 'total', 'a_total{job="shop"}', 'a_total'],
      ['spec.indicator.ratio.bad', 'bad', 'a_total{job="shop",code=~"5.."}', 'a_total'],
    ]);
    expect(read({ ratio: { total: 'a_total', good: 'b_total' } }).at(-1)).toEqual([
      'spec.indicator.ratio.good',
      'good',
      'b_total',
      'b_total',
    ]);
  });

  it('are the buckets of a histogram, each threshold as clients write it, and what chooses the regime', () => {
    const when = (expression: string) => ({ expression, above: 40, release: 30 });
    const regimes = [
      { name: 'peak', threshold: '1s', when: when('sum(queue{a="b"}) / on () {__name__="size"}') },
      { name: 'night', threshold: '450ms', when: when('scalar(night)') },
      { name: 'normal', threshold: '200ms' },
    ];
    const all = seriesRead({ latency: { histogram: 'd{job="shop"}', regimes } });
    expect(all.map(({ path, selector, metric }) => [path.slice(15), selector, metric])).toEqual([
      ['latency.histogram', 'd_bucket{job="shop"}', 'd_bucket'],
      ['latency.histogram', 'd_bucket{job="shop",le="+Inf"}', 'd_bucket'],
      ['latency.regimes.0.threshold', 'd_bucket{job="shop",le=~"1|1\\\\.0"}', 'd_bucket'],
      ['latency.regimes.0.when.expression', 'queue{a="b"}', 'queue'],
      ['latency.regimes.0.when.expression', '{__name__="size"}', 'size'],
      ['latency.regimes.1.threshold', 'd_bucket{job="shop",le="0.45"}', 'd_bucket'],
      ['latency.regimes.1.when.expression', 'night', 'night'],
      ['latency.regimes.2.threshold', 'd_bucket{job="shop",le="0.2"}', 'd_bucket'],
    ]);
    expect(all.flatMap(({ threshold }) => threshold ?? [])).toEqual(['1s', '450ms', '200ms']);
    expect(all[4]).toMatchObject({ matchers: [], expression: regimes[0]?.when?.expression });
    expect(all[6]).toMatchObject({ expression: null }); // a number is always there
  });
});
