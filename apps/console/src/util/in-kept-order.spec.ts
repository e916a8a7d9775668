import { describe, expect, it } from '@jest/globals';
import { inKeptOrder } from './in-kept-order.js';

describe('what is shown', () => {
  it.each([
    ['comes as it is, at first', '', 'ba', 'ba'],
    ['keeps its place when something new comes before it', 'a', 'ba', 'ab'],
    ['keeps its order, whatever order it comes in', 'abc', 'cab', 'abc'],
    ['moves up when something before it is gone', 'abc', 'cb', 'bc'],
    ['comes last when it comes back', 'bc', 'abc', 'bca'],
    ['is nothing when there is nothing', 'abc', '', ''],
  ])('%s', (_, kept, now, shown) => {
    expect(inKeptOrder([...kept], [...now], (one) => one).join('')).toBe(shown);
  });
});
