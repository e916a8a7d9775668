import { describe, expect, it } from '@jest/globals';
import { onRecord, only } from './trail.js';

const entry = (territory: string | null) => ({
  action: 'grants.changed',
  target: null,
  reason: null,
  before: null,
  after: { territories: only(territory) },
});

describe('what is done to people goes on record', () => {
  it('once for each territory, telling of that one alone', () => {
    const entries = onRecord(['DE', 'CH', 'DE'], entry);
    expect(entries.map(({ action, territory, after }) => ({ action, territory, after }))).toEqual([
      { action: 'grants.changed', territory: 'CH', after: { territories: ['CH'] } },
      { action: 'grants.changed', territory: 'DE', after: { territories: ['DE'] } },
    ]);
  });

  it('once without a territory when none is concerned', () => {
    expect(onRecord([], entry)).toEqual([{ ...entry(null), territory: null }]);
    expect(only(null)).toEqual([]);
  });
});
