import { describe, expect, it } from '@jest/globals';
import { keptStates, merged } from './kept-states.js';

const DAY = 86_400_000;
const now = Date.parse('2026-03-02T03:00:00Z');
const state = (queryHash: string, daysAgo: number, text = '') => ({
  queryHash,
  state: { dataUpdatedAt: now - daysAgo * DAY },
  text,
});

describe('what is kept on a device', () => {
  it('is the newer of each, the newest first', () => {
    const before = [state('a', 3), state('b', 1), state('c', 2)];
    const seen = [state('a', 0), state('b', 4)];
    expect(merged(before, seen, now)).toEqual([seen[0], before[1], before[2]]);
  });

  it('is forgotten after seven days', () => {
    const [fresh, old] = [state('a', 7), state('b', 7.001)];
    expect(keptStates([fresh, old], now)).toEqual([fresh]);
    expect(merged([old], [fresh], now)).toEqual([fresh]);
  });

  it('is at most 8 MB: the oldest go, and one that is too large by itself', () => {
    const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024);
    const [huge, large, middle, small] = [
      state('huge', 0, megabytes(9)),
      state('large', 1, megabytes(5)),
      state('middle', 2, megabytes(4)),
      state('small', 3),
    ];
    expect(merged([large, middle, small], [huge], now)).toEqual([large, small]);
  });
});
