import { describe, expect, it } from '@jest/globals';
import { groupRows } from './slo-groups.js';
import { aRow } from './test-rows.js';

const [soon, fine] = [aRow('soon'), aRow('fine')];

describe('groupRows', () => {
  it('keeps the order of urgency between and within groups', () => {
    const other = aRow('other', { team: { slug: 'pay', name: 'Payments' } });
    const groups = groupRows([soon, other, fine, aRow('orphan', { team: null })], 'team');
    expect(groups.map(({ name, rows }) => [name, rows.map(({ slug }) => slug)])).toEqual([
      ['Store', ['soon', 'fine']],
      ['Payments', ['other']],
      [null, ['orphan']],
    ]);
  });
  it('reads the tier from the labels', () => {
    expect(
      groupRows([aRow('a', { labels: { tier: '1' } }), aRow('b')], 'tier').map(({ key }) => key),
    ).toEqual(['1', '']);
  });
});
