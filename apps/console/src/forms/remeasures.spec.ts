import { describe, expect, it } from '@jest/globals';
import type { SloDocument } from '../api/contract-slo.js';
import { remeasures } from './remeasures.js';

const spec: SloDocument['spec'] = {
  subject: 'shop',
  target: '99.9',
  window: { rolling: '30d' },
  indicator: { ratio: { total: 'a_total', bad: 'b_total' } },
};
const document = (change: object = {}): SloDocument => ({
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name: 'api' },
  spec: { ...spec, ...change },
});

describe('whether a change has other things counted', () => {
  it.each<[string, unknown, boolean]>([
    ['another target', document({ target: '99' }), false],
    ['another window', document({ window: { rolling: '7d' } }), false],
    [
      'the same in another order',
      document({ indicator: { ratio: { bad: 'b_total', total: 'a_total' } } }),
      false,
    ],
    ['the default, written out', document({ birth: 'guarded' }), false],
    ['other births', document({ birth: 'off' }), true],
    [
      'another selector',
      document({ indicator: { ratio: { total: 'c_total', bad: 'b_total' } } }),
      true,
    ],
    [
      'good instead of bad',
      document({ indicator: { ratio: { total: 'a_total', good: 'b_total' } } }),
      true,
    ],
    ['a document without an indicator yet', { spec: null }, false],
    ['what is no document', null, false],
  ])('%s', (_, after, expected) => {
    expect(remeasures(document(), after)).toBe(expected);
  });
});
