import { describe, expect, it } from '@jest/globals';
import { moved } from './moved.js';

describe('a thing of a list', () => {
  it.each([
    [0, 1, 'bac'],
    [2, 0, 'cab'],
    [1, 1, 'abc'],
    [0, -1, 'abc'],
    [2, 3, 'abc'],
    [3, 0, 'abc'],
  ])('goes from %i to %i', (from, to, then) => {
    expect(moved(['a', 'b', 'c'], from, to).join('')).toBe(then);
  });
});
