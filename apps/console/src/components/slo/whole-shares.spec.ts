import { describe, expect, it } from '@jest/globals';
import { wholeShares } from './whole-shares.js';

describe('wholeShares', () => {
  it('adds up to 100', () => {
    expect(wholeShares([0.886, 0.114])).toEqual([89, 11]);
    expect(wholeShares([1 / 3, 1 / 3, 1 / 3])).toEqual([34, 33, 33]);
    expect(wholeShares([1])).toEqual([100]);
  });
  it('does not invent what is not there', () => {
    expect(wholeShares([])).toEqual([]);
    expect(wholeShares([0, 0])).toEqual([0, 0]);
  });
});
