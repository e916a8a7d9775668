import { describe, expect, it } from '@jest/globals';
import { byUrgency, groupRows } from './slo-order.js';
import { aReading, aRow } from './test-rows.js';

const exhausted = aRow('exhausted', {
  reading: aReading({ budget: { state: 'exhausted', leftShare: -0.2 } }),
});
const deeper = aRow('deeper', {
  reading: aReading({ budget: { state: 'exhausted', leftShare: -0.9 } }),
});
const soon = aRow('soon', { reading: aReading({ exhaustsAt: '2026-11-21T00:00:00Z' }) });
const later = aRow('later', {
  reading: aReading({ exhaustsAt: '2026-11-25T00:00:00Z', budget: { leftShare: 0.1 } }),
});
const atRisk = aRow('at-risk', {
  reading: aReading({ budget: { state: 'at-risk', leftShare: 0.2 } }),
});
const unknown = aRow('unknown', { reading: null });
const fine = aRow('fine');
const finer = aRow('finer', { reading: aReading({ budget: { leftShare: 0.95 } }) });

describe('byUrgency', () => {
  it('puts what is gone first, then the soonest exhaustion, at risk, unknown, and the healthy last', () => {
    const rows = [finer, unknown, later, fine, atRisk, soon, exhausted, deeper].sort(byUrgency);
    expect(rows.map(({ slug }) => slug)).toEqual([
      'deeper',
      'exhausted',
      'soon',
      'later',
      'at-risk',
      'unknown',
      'fine',
      'finer',
    ]);
  });
});

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
