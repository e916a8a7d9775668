import { describe, expect, it } from '@jest/globals';
import { someAtATime } from './some-at-a-time.js';

/** Does as many as these, one after the other; more often than that nobody may ask. */
function doing(...counts: number[]) {
  const left = [...counts];
  return () => {
    const next = left.shift();
    if (next === undefined) throw new Error('it went on for too long');
    return Promise.resolve(next);
  };
}

const { signal } = new AbortController();

describe('what is done some at a time', () => {
  it.each([
    ['nothing is due', [0], 0],
    ['fewer are done than at once', [10, 10, 3], 23],
    ['none of those that were found had to be done', [10, 0], 10],
  ])('ends when %s', async (_, counts, total) => {
    expect(await someAtATime(10, signal, doing(...counts))).toBe(total);
  });

  it('ends between two of them when it is to stop', async () => {
    expect(await someAtATime(10, AbortSignal.abort(), doing(10))).toBe(10);
  });
});
