import { describe, expect, it } from '@jest/globals';
import { writtenExpressions } from './written-expressions.js';

const pathsOf = (indicator: unknown) =>
  writtenExpressions({ spec: { indicator } }).map(({ path, text }) => `${path} ${text}`);

describe('the expressions in a document', () => {
  it('are found wherever a person can write them', () => {
    expect(pathsOf({ ratio: { total: ' a ', bad: 'b', good: 'c' } })).toEqual([
      'spec.indicator.ratio.total  a ', // as it stands: places in it are told
      'spec.indicator.ratio.bad b',
      'spec.indicator.ratio.good c',
    ]);
    const regimes = [{ name: 'x' }, { when: { expression: 'e' } }];
    expect(pathsOf({ latency: { histogram: 'h', regimes } })).toEqual([
      'spec.indicator.latency.histogram h',
      'spec.indicator.latency.regimes.1.when.expression e',
    ]);
  });

  it.each([
    [null],
    ['text'],
    [{ ratio: 1 }],
    [{ ratio: { total: 1, bad: ' ' } }],
    [{ latency: { regimes: 'x' } }],
    [{ latency: { regimes: [null, { when: null }] } }],
  ])('are none in %j', (indicator) => {
    expect(pathsOf(indicator)).toEqual([]);
  });
});
