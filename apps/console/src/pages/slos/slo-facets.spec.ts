import { describe, expect, it } from '@jest/globals';
import type { SloFilter } from '#contract';
import { facetsOf } from './slo-facets.js';
import { aReading, aRow } from '../../components/slo/test-rows.js';

const none: SloFilter = {
  q: '',
  budget: null,
  burn: null,
  team: null,
  subject: null,
  label: null,
  territory: null,
};
const rows = [
  aRow('shop-latency', {
    labels: { tier: '1' },
    reading: aReading({ burn: { state: 'burning' } }),
  }),
  aRow('mail-delivery', { team: { slug: 'mail', name: 'Mail' }, territory: 'CH', reading: null }),
  aRow('checkout', {
    labels: { tier: '2' },
    reading: aReading({ budget: { state: 'exhausted' } }),
  }),
];
describe('facetsOf', () => {
  it('counts what each choice would leave with the other filters kept', () => {
    const facets = facetsOf(rows, { ...none, team: 'store' });
    expect(facets.budget).toEqual({ exhausted: 1, 'at-risk': 0, healthy: 1, 'no-data': 0 });
    expect(facets.team).toEqual([
      { value: 'mail', name: 'Mail', count: 1 },
      { value: 'store', name: 'Store', count: 2 },
    ]);
  });
});
