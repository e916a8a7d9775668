import { describe, expect, it } from '@jest/globals';
import { compareValues, nextSort, readSort, writeSort } from './sort-state.js';

const collator = new Intl.Collator('de-DE', { numeric: true });

describe('sorting', () => {
  it('reads and writes the address', () => {
    expect([readSort('name'), readSort('-name'), readSort('')]).toEqual([
      { id: 'name', desc: false },
      { id: 'name', desc: true },
      null,
    ]);
    expect([writeSort({ id: 'name', desc: true }), writeSort(null)]).toEqual(['-name', '']);
  });
  it('goes up first, then down', () => {
    expect(nextSort(null, 'a')).toEqual({ id: 'a', desc: false });
    expect(nextSort({ id: 'a', desc: false }, 'a')).toEqual({ id: 'a', desc: true });
    expect(nextSort({ id: 'a', desc: true }, 'b')).toEqual({ id: 'b', desc: false });
  });
  it('puts missing values last in both directions', () => {
    for (const desc of [false, true]) {
      expect([3, null, 1].sort((a, b) => compareValues(a, b, desc, collator)).at(-1)).toBeNull();
    }
  });
  it('orders text by the language and numbers in text by size', () => {
    expect(
      ['zebra', 'Ärger', 'site-10', 'site-9'].sort((a, b) => compareValues(a, b, false, collator)),
    ).toEqual(['Ärger', 'site-9', 'site-10', 'zebra']);
  });
});
