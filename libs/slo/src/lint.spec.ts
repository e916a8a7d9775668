import { describe, expect, it } from '@jest/globals';
import type { SloDocument, SloSpec } from './document/slo-document.js';
import { lintSlo } from './lint.js';

const spec: SloSpec = {
  subject: 'shop',
  team: 'shop-team',
  runbook: 'https://runbooks.example.org/shop',
  target: '99.9',
  window: { rolling: '30d' },
  indicator: { ratio: { total: 'r{job="shop"}', bad: 'r{job="shop",code=~"5.."}' } },
};
const lint = (changes: Partial<SloSpec>): string[] => {
  const document: SloDocument = {
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name: 'a' },
    spec: { ...spec, ...changes },
  };
  return lintSlo(document).map(({ path, code }) => `${path} ${code}`);
};
const latency = (peak: string, normal: string): Partial<SloSpec> => ({
  indicator: {
    latency: {
      histogram: 'd',
      regimes: [
        { name: 'peak', threshold: peak, when: { expression: 'load', above: 2, release: 1 } },
        { name: 'normal', threshold: normal },
      ],
    },
  },
});

describe('advice', () => {
  it('has none for a good objective', () => {
    expect(lint({})).toEqual([]);
  });

  it('sees regimes that change nothing', () => {
    expect(lint(latency('200ms', '0.2s'))).toEqual([
      'spec.indicator.latency.regimes.0 idle-regime',
    ]);
  });

  it('sees bad events that are no part of the total', () => {
    expect(
      lint({ indicator: { ratio: { total: 'r{job="shop"}', bad: 'errors{job="shop"}' } } }),
    ).toEqual(['spec.indicator.ratio.bad not-a-subset']);
    expect(
      lint({ indicator: { ratio: { total: 'r{job="shop"}', good: 'r{code="200"}' } } }),
    ).toEqual(['spec.indicator.ratio.good not-a-subset']);
  });

  it('sees buckets that are counted several times, and a total that leaves the slowest out', () => {
    expect(
      lint({ indicator: { ratio: { total: 'd_bucket{le="1"}', good: 'd_bucket{job="x"}' } } }),
    ).toEqual([
      'spec.indicator.ratio.good not-a-subset',
      'spec.indicator.ratio.good several-buckets',
      'spec.indicator.ratio.total bounded-total',
    ]);
  });

  it('sees that a bucket is a part of the count', () => {
    expect(
      lint({ indicator: { ratio: { total: 'd_count', good: 'd_bucket{le="0.5"}' } } }),
    ).toEqual([]);
  });

  it.each(['bad', 'good'])('sees %s events that are all of the total', (side) => {
    const [total, same] = ['r{job="shop",stage="prod"}', 'r{stage="prod", job="shop"}'];
    const ratio = side === 'bad' ? { total, bad: same } : { total, good: same };
    expect(lint({ indicator: { ratio } })).toEqual([`spec.indicator.ratio.${side} same-as-total`]);
  });

  it.each([
    ['bad', 'code="5xx"', 'code=~"5.."'],
    ['bad', 'code!="2.."', 'code!~"2.."'],
    ['good', 'code="2xx"', 'code=~"2.."'],
  ])('sees %s events by %s, which compares texts', (side, written, meant) => {
    const [total, part] = ['r{job="shop"}', `r{job="shop",${written}}`];
    const ratio = side === 'bad' ? { total, bad: part } : { total, good: part };
    const path = `spec.indicator.ratio.${side}`;
    const message = `${written} compares code with this very text. Did you mean ${meant}?`;
    expect(
      lintSlo({
        apiVersion: 'leitstand/v1',
        kind: 'SLO',
        metadata: { name: 'a' },
        spec: { ...spec, indicator: { ratio } },
      }),
    ).toEqual([{ path, code: 'text-like-pattern', message }]);
  });

  it('sees them in a histogram and what chooses a regime, once each', () => {
    const [peak, normal] = [
      {
        name: 'peak',
        threshold: '1s',
        when: { expression: 'load{a="b.*"} + load{a="b.*"}', above: 2, release: 1 },
      },
      { name: 'normal', threshold: '2s' },
    ];
    expect(
      lint({ indicator: { latency: { histogram: 'd{code="2xx"}', regimes: [peak, normal] } } }),
    ).toEqual([
      'spec.indicator.latency.histogram text-like-pattern',
      'spec.indicator.latency.regimes.0.when.expression text-like-pattern',
    ]);
  });

  it('asks for a runbook, an owner and alerts', () => {
    expect(lint({ runbook: undefined, team: undefined, alerting: { disabled: true } })).toEqual([
      'spec.runbook no-runbook',
      'spec.owner no-owner',
      'spec.alerting.disabled no-alerts',
    ]);
  });
});
