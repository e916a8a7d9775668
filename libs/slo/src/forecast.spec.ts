import { describe, expect, it } from '@jest/globals';
import type { BudgetInput } from './budget.js';
import { exhaustsAt, secondsToExhaustion } from './forecast.js';
import { targetOf } from './target.js';

const DAY = 86_400;
const half: BudgetInput = {
  counts: { good: 999_500, bad: 500 },
  target: targetOf('99.9'),
  window: { kind: 'rolling', duration: '30d' },
  bounds: { elapsedSeconds: 30 * DAY, totalSeconds: 30 * DAY },
};
const month: BudgetInput = {
  ...half,
  counts: { good: 499_500, bad: 500 },
  window: { kind: 'calendar', period: 'month', timeZone: 'UTC' },
  bounds: { elapsedSeconds: 15 * DAY, totalSeconds: 30 * DAY },
};

describe('time to exhaustion', () => {
  it('is what is left, times the window, over the burn rate', () => {
    expect(secondsToExhaustion(half, 10)).toBe(1.5 * DAY);
    expect(exhaustsAt(half, 15, new Date('2026-11-20T00:00:00Z'))).toEqual(
      new Date('2026-11-21T00:00:00Z'),
    );
  });

  it('is none at or below 1x, and without data', () => {
    expect(secondsToExhaustion(half, 1)).toBeNull();
    expect(secondsToExhaustion(half, null)).toBeNull();
    expect(secondsToExhaustion({ ...half, counts: { good: 0, bad: 0 } }, 10)).toBeNull();
    expect(exhaustsAt(half, 0.5, new Date())).toBeNull();
  });

  it('is now when nothing is left', () => {
    expect(secondsToExhaustion({ ...half, counts: { good: 998_000, bad: 2_000 } }, 0)).toBe(0);
  });

  it('of a calendar window is none when the period ends first', () => {
    expect(secondsToExhaustion(month, 2)).toBe(7.5 * DAY);
    expect(secondsToExhaustion(month, 1.25)).toBe(12 * DAY);
    expect(secondsToExhaustion({ ...month, counts: { good: 499_900, bad: 100 } }, 1.2)).toBeNull();
  });
});
