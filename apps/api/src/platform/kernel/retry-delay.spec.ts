import { describe, expect, it } from '@jest/globals';
import { retryDelay } from './retry-delay.js';

describe('the wait before another try', () => {
  it.each([
    [1, 1000],
    [2, 2000],
    [6, 32_000],
    [7, 60_000],
    [5000, 60_000],
  ])('after %i failures is %i ms', (failures, ms) => {
    expect(retryDelay(failures)).toBe(ms);
  });
});
