import { describe, expect, it } from '@jest/globals';
import { ALERT_TIERS, BURN_WINDOWS, factorDivisor, isUnfilled, tiersFor } from './alert-tiers.js';
import type { AppliedTier } from './alert-tiers.js';
import { targetOf } from './target.js';

const applied = (duration: string, target = '99.9'): AppliedTier[] =>
  tiersFor({ window: { kind: 'rolling', duration }, target: targetOf(target) });
const factors = (duration: string, target?: string): Record<string, number> =>
  Object.fromEntries(applied(duration, target).map((tier) => [tier.key, tier.factor]));

describe('alert tiers', () => {
  it('has the factors of the workbook over 30 days, and the two quick tiers', () => {
    expect(factors('30d')).toEqual({
      outage: 12.96,
      degradation: 5.76,
      fast: 14.4,
      slow: 6,
      'ticket-fast': 3,
      'ticket-slow': 1,
    });
  });

  it('scales with the window', () => {
    expect(factors('28d')).toEqual({
      outage: 12.096,
      degradation: 5.376,
      fast: 13.44,
      slow: 5.6,
      'ticket-fast': 2.8,
      'ticket-slow': 1,
    });
  });

  it('does not page for less than twice the pace, nor with a window longer than the objective', () => {
    expect(factors('7d')).toEqual({
      outage: 3.024,
      degradation: 2,
      fast: 3.36,
      slow: 2,
      'ticket-fast': 1,
      'ticket-slow': 1,
    });
    expect(factors('1d')).toEqual({
      outage: 2,
      degradation: 2,
      fast: 2,
      slow: 2,
      'ticket-fast': 1,
    });
    expect(factors('1h')).toEqual({ outage: 2, degradation: 2, fast: 2 });
  });

  it('keeps every factor below what a total outage burns, and above what nobody is to be told of', () => {
    // 90 %: a total outage burns ten times too fast; 50 %: twice; 10 %: 1.11 times
    expect(factors('30d', '90')).toMatchObject({ outage: 8, degradation: 5.76, fast: 8, slow: 6 });
    expect(factors('30d', '50')).toEqual({
      outage: 1.6,
      degradation: 1.6,
      fast: 1.6,
      slow: 1.6,
      'ticket-fast': 1.6,
      'ticket-slow': 1,
    });
    expect(new Set(Object.values(factors('30d', '10')))).toEqual(new Set([1]));
    expect(factors('30d', '95')).toEqual(factors('30d'));
  });

  it('asks for more bad events where a low target makes the factor low', () => {
    const scales = applied('30d', '50').map(({ minBadScale }) => Number(minBadScale.toFixed(3)));
    expect(scales).toEqual([8.1, 8.1, 8.1, 3.75, 1.875, 1]);
  });

  it('divides by integers in PromQL, so that 14.4 is 14.4 and 12.96 is 12.96', () => {
    expect(ALERT_TIERS.map(factorDivisor)).toEqual([
      200_000, 450_000, 180_000, 432_000, 864_000, 2_592_000,
    ]);
  });

  it('looks at nine windows, no more', () => {
    expect(BURN_WINDOWS).toEqual(['2m', '5m', '15m', '30m', '1h', '2h', '6h', '1d', '3d']);
  });

  it.each([
    ['1h', 0, false], // a new objective's outage pages at once
    ['6h', 5.5 * 3_600, true],
    ['6h', 5.5 * 3_600 + 1, false],
    ['3d', 66 * 3_600, true],
    ['3d', 66 * 3_600 + 1, false],
  ] as const)(
    'judges %s of an objective that was counted for %d s once its first part holds counts',
    (window, seconds, unfilled) => expect(isUnfilled(window, seconds)).toBe(unfilled),
  );

  it('names the share of the budget a tier stands for', () => {
    expect(
      tiersFor({
        window: { kind: 'calendar', period: 'month', timeZone: 'UTC' },
        target: targetOf('99.9'),
      }).map((tier) => tier.budgetShare.toFixed(4)),
    ).toEqual(['0.0015', '0.0020', '0.0200', '0.0500', '0.1000', '0.1000']);
  });

  it('asks for the minimum of bad events over 30 days, and for more where chance comes over a factor more easily', () => {
    const scales = (duration: string): number[] =>
      applied(duration).map(({ minBadScale }) => minBadScale);
    expect(scales('30d')).toEqual([1, 2.25, 1, 1, 1, 1]);
    expect(scales('90d')).toEqual([1, 1, 1, 1, 1, 1]);
    expect(scales('7d').map((scale) => Number(scale.toFixed(3)))).toEqual([
      4.286, 6.48, 3.857, 3, 3, 1,
    ]);
  });
});
