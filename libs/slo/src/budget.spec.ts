import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { budgetOf, leftShare, spentShare } from './budget.js';
import type { BudgetInput } from './budget.js';
import { add, compare, rational } from './rational.js';
import { targetOf } from './target.js';

const DAY = 86_400;
const rolling = (good: number, bad: number, percent = '99.9'): BudgetInput => ({
  counts: { good, bad },
  target: targetOf(percent),
  window: { kind: 'rolling', duration: '30d' },
  bounds: { elapsedSeconds: 30 * DAY, totalSeconds: 30 * DAY },
});
const calendar = (
  good: number,
  bad: number,
  elapsedDays: number,
  more: Partial<BudgetInput> = {},
): BudgetInput => ({
  ...rolling(good, bad),
  window: { kind: 'calendar', period: 'month', timeZone: 'Europe/Berlin' },
  bounds: { elapsedSeconds: elapsedDays * DAY, totalSeconds: 30 * DAY },
  ...more,
});
const count = fc.integer({ min: 0, max: 2 ** 50 });
const percents = fc.integer({ min: 1, max: 99_999 }).map((n) => (n / 1_000).toFixed(3));

describe('budget of a rolling window', () => {
  it('shows its arithmetic', () => {
    expect(budgetOf(rolling(999_500, 500))).toEqual({
      state: 'healthy',
      sli: 0.9995,
      allowedBad: 1_000,
      spentShare: 0.5,
      leftShare: 0.5,
      leftEvents: 500,
    });
  });

  it.each([
    [750, 'healthy'],
    [751, 'at-risk'],
    [999, 'at-risk'],
    [1_000, 'exhausted'],
    [2_000, 'exhausted'],
  ])('%d of 1,000 allowed: %s', (bad, state) => {
    expect(budgetOf(rolling(1_000_000 - bad, bad)).state).toBe(state);
  });

  it('is at risk when it runs out within a tenth of the window', () => {
    expect(budgetOf({ ...rolling(999_900, 100), exhaustsInSeconds: 2 * DAY }).state).toBe(
      'at-risk',
    );
    expect(budgetOf({ ...rolling(999_900, 100), exhaustsInSeconds: 3 * DAY }).state).toBe(
      'healthy',
    );
  });

  it('without traffic has no numbers, rather than NaN, and is not called healthy', () => {
    expect(budgetOf(rolling(0, 0))).toEqual({
      state: 'no-data',
      sli: null,
      allowedBad: 0,
      spentShare: null,
      leftShare: null,
      leftEvents: null,
    });
  });

  it('spent and left make one, exactly, for any counts and any target', () => {
    fc.assert(
      fc.property(count, count, percents, (good, bad, percent) => {
        const spent = spentShare(rolling(good, bad, percent));
        if (spent === null) expect(good + bad).toBe(0);
        else expect(add(spent, leftShare(spent))).toEqual(rational(1n));
      }),
    );
  });

  it('more bad events never leave more', () => {
    fc.assert(
      fc.property(
        count,
        count,
        fc.integer({ min: 1, max: 1_000 }),
        percents,
        (good, bad, more, percent) => {
          const [before, after] = [
            spentShare(rolling(good, bad, percent)),
            spentShare(rolling(good, bad + more, percent)),
          ];
          if (before !== null && after !== null)
            expect(compare(after, before)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('budget of a calendar window', () => {
  it('is that of the whole window, projected from what was measured', () => {
    expect(budgetOf(calendar(99_950, 50, 3))).toMatchObject({
      allowedBad: 1_000,
      spentShare: 0.05,
      leftEvents: 950,
    });
  });

  it('does not expect events of time that went unmeasured', () => {
    // 10 of 30 days elapsed, 5 measured: 100,000 events in 5 days, 20 days to come
    expect(budgetOf(calendar(100_000, 0, 10, { coveredSeconds: 5 * DAY })).allowedBad).toBe(500);
  });

  it('takes an expected total instead, and then only falls', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900_000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 1_000 }),
        (good, bad, more) => {
          const before = budgetOf(calendar(good, bad, 10, { expectedTotal: 1_000_000 }));
          const after = budgetOf(calendar(good + more, bad, 11, { expectedTotal: 1_000_000 }));
          expect(after.leftShare).toBe(before.leftShare);
          expect(
            budgetOf(calendar(good, bad + more, 11, { expectedTotal: 1_000_000 })).leftShare,
          ).toBeLessThan(before.leftShare ?? 0);
        },
      ),
    );
  });
});
