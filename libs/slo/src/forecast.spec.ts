import { describe, expect, it } from '@jest/globals';
import { budgetOf, type BudgetInput } from './budget.js';
import { exhaustsAt, secondsToExhaustion, type Pace } from './forecast.js';
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

/** A million events in 30 days, times `traffic`, at a burn rate. */
function pace(burnRate: number, traffic = 1): Pace {
  const total = (1_000_000 / 30) * traffic;
  return {
    counts: { good: total * (1 - burnRate / 1_000), bad: (total * burnRate) / 1_000 },
    seconds: DAY,
  };
}

describe('time to exhaustion', () => {
  it('is what is left, times the window, over the burn rate', () => {
    expect(secondsToExhaustion(half, pace(10))).toBeCloseTo(1.5 * DAY, 6);
    const at = exhaustsAt(half, pace(15), new Date('2026-11-20T00:00:00Z'));
    expect(at?.toISOString()).toMatch(/^2026-11-2(1T00:00:00.00|0T23:59:59.99)/);
  });

  it('is none at or below 1x, and without data', () => {
    expect(secondsToExhaustion(half, pace(1))).toBeNull();
    expect(secondsToExhaustion(half, null)).toBeNull();
    expect(secondsToExhaustion(half, { ...pace(10), seconds: 0 })).toBeNull();
    expect(secondsToExhaustion({ ...half, counts: { good: 0, bad: 0 } }, pace(10))).toBeNull();
    expect(exhaustsAt(half, pace(0.5), new Date())).toBeNull();
  });

  it('is now when nothing is left', () => {
    const spent = { ...half, counts: { good: 998_000, bad: 2_000 } };
    expect(secondsToExhaustion(spent, pace(0))).toBe(0);
  });

  /** Seconds until `left` is none, by moving the window on second by second (here: by a thousandth of a day). */
  function simulated(burnRate: number, traffic: number): number {
    const step = DAY / 1_000;
    const { counts } = pace(burnRate, traffic);
    let [good, bad] = [half.counts.good, half.counts.bad];
    for (let seconds = 0; ; seconds += step) {
      if (0.001 * (good + bad) - bad <= 0) return seconds;
      // What goes out is of the mean, and good: bad events that age out are not counted on.
      good += counts.good / 1_000 - 1_000_000 / 30 / 1_000;
      bad += counts.bad / 1_000;
    }
  }

  it.each([
    [50, 10],
    [14.4, 1],
    [3, 4],
    [20, 0.2],
  ])(
    'at %dx with %d times the traffic of the window is when the events of it are used up',
    (rate, traffic) => {
      const seconds = secondsToExhaustion(half, pace(rate, traffic)) ?? Number.NaN;
      expect(Math.abs(seconds - simulated(rate, traffic))).toBeLessThan(
        0.002 * DAY + 0.01 * seconds,
      );
    },
  );

  it('of a calendar window is none when the period ends first', () => {
    expect(secondsToExhaustion(month, pace(2))).toBeCloseTo(7.5 * DAY, 6);
    expect(secondsToExhaustion(month, pace(1.25))).toBeCloseTo(12 * DAY, 6);
    const early = { ...month, counts: { good: 499_900, bad: 100 } };
    expect(secondsToExhaustion(early, pace(1.2))).toBeNull();
  });

  it.each([
    [4, 5],
    [30, 0.1],
  ])(
    'of a calendar window at %dx with %d times the traffic is when its own projection is used up',
    (rate, traffic) => {
      const seconds = secondsToExhaustion(month, pace(rate, traffic)) ?? Number.NaN;
      const { counts } = pace(rate, traffic);
      const days = seconds / DAY;
      const later: BudgetInput = {
        ...month,
        counts: {
          good: month.counts.good + counts.good * days,
          bad: month.counts.bad + counts.bad * days,
        },
        bounds: { elapsedSeconds: 15 * DAY + seconds, totalSeconds: 30 * DAY },
      };
      expect(budgetOf(later).leftShare).toBeCloseTo(0, 6);
    },
  );
});
