import { describe, expect, it } from '@jest/globals';
import { pickAll, pickOne, pickRange } from './pick-rows.js';

const ids = ['a', 'b', 'c', 'd'];

describe('picking rows', () => {
  it('switches one row and leaves the set it was given alone', () => {
    const before = new Set(['a']);
    expect([...pickOne(before, 'b')]).toEqual(['a', 'b']);
    expect([...pickOne(before, 'a')]).toEqual([]);
    expect([...before]).toEqual(['a']);
  });
  it('takes all of a table, or lets them go when it had them all, but never those of another', () => {
    expect([...pickAll(new Set(['x', 'b']), ids)].sort()).toEqual(['a', 'b', 'c', 'd', 'x']);
    expect([...pickAll(new Set(['x', ...ids]), ids)]).toEqual(['x']);
  });
  it('takes a range in either direction', () => {
    expect([...pickRange(new Set(), ids, 'd', 'b')]).toEqual(['b', 'c', 'd']);
    expect([...pickRange(new Set(['a']), ids, null, 'c')]).toEqual(['a', 'c']);
    expect([...pickRange(new Set(), ids, 'gone', 'c')]).toEqual(['c']);
  });
});
