import { describe, expect, it } from '@jest/globals';
import { sloCsv } from './slo-list-csv.js';
import { aReading, aRow } from './test-rows.js';

describe('sloCsv', () => {
  it('keeps every digit and leaves unknown values empty', () => {
    const { head, rows } = sloCsv([
      aRow('a', { reading: aReading({ sli: 0.9995123456789 }) }),
      aRow('b', { reading: null }),
    ]);
    expect(rows[0]?.[head.indexOf('sli')]).toBe(0.9995123456789);
    expect(rows[1]?.[head.indexOf('sli')]).toBeNull();
    expect(rows[1]?.[head.indexOf('budget_state')]).toBe('no-data');
    expect(rows[0]?.[head.indexOf('window')]).toBe('rolling 30d');
  });
});
