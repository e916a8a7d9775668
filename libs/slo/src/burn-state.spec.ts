import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { burnRate } from './burn-rate.js';
import { burnPairs, overallBurn } from './burn-state.js';
import type { BurnState } from '#contract';
import type { WindowCounts } from './burn-state.js';
import type { Counts } from './counts.js';
import { targetOf } from './target.js';
import type { Window } from './window.js';

const target = targetOf('99.9');
const window: Window = { kind: 'rolling', duration: '30d' };
const share = (bad: number): Counts => ({ good: 10_000 - bad, bad });
const fast = (
  long: Counts | null,
  short: Counts | null,
  floor = 5,
): { state: BurnState; belowFloor: boolean } => {
  const pair = burnPairs({ '1h': long, '5m': short }, target, window, floor).find(
    ({ tier }) => tier.key === 'fast',
  );
  return { state: pair?.state ?? 'unknown', belowFloor: pair?.belowFloor ?? false };
};

describe('burn rate', () => {
  it('is bad over total over budget', () => {
    expect(burnRate({ good: 95, bad: 5 }, target)).toBe(50);
    expect(burnRate({ good: 5, bad: 0 }, target)).toBe(0);
    expect(burnRate({ good: 0, bad: 0 }, target)).toBeNull();
  });

  it('rises with every bad event', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 0, max: 1e6 }),
        (good, bad) => {
          expect(burnRate({ good, bad: bad + 1 }, target)).toBeGreaterThan(
            burnRate({ good, bad }, target) ?? 0,
          );
        },
      ),
    );
  });
});

describe('burn state of a pair', () => {
  it.each<[number, number, BurnState]>([
    [200, 200, 'burning'],
    [200, 10, 'recovering'],
    [10, 200, 'rising'],
    [10, 10, 'steady'],
    [144, 200, 'rising'],
    [145, 145, 'burning'],
  ])('long %d and short %d bad of 10,000: %s', (long, short, state) => {
    expect(fast(share(long), share(short)).state).toBe(state);
  });

  it('is unknown without data and steady at zero traffic', () => {
    expect(fast(null, share(200)).state).toBe('unknown');
    expect(fast(share(200), null).state).toBe('unknown');
    expect(fast({ good: 0, bad: 0 }, { good: 0, bad: 0 }).state).toBe('steady');
  });

  it('does not burn on a handful of bad events, and says so', () => {
    expect(fast({ good: 6, bad: 4 }, { good: 0, bad: 1 })).toEqual({
      state: 'steady',
      belowFloor: true,
    });
    expect(fast({ good: 6, bad: 5 }, { good: 0, bad: 1 })).toEqual({
      state: 'burning',
      belowFloor: false,
    });
    expect(fast({ good: 6, bad: 4 }, { good: 0, bad: 1 }, 0).state).toBe('burning');
  });
});

describe('burn state of an objective', () => {
  const all = (bad: Partial<Record<keyof WindowCounts, number>>): WindowCounts =>
    Object.fromEntries(
      (['2m', '5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const).map((name) => [
        name,
        share(bad[name] ?? 0),
      ]),
    );
  const overall = (bad: Partial<Record<keyof WindowCounts, number>>): unknown =>
    overallBurn(burnPairs(all(bad), target, window, 5));

  it('is that of its worst pair, and the worst severity that burns', () => {
    expect(overall({})).toEqual({ state: 'steady', severity: null });
    expect(overall({ '1h': 200 })).toEqual({ state: 'recovering', severity: null });
    expect(overall({ '1h': 200, '2m': 500 })).toEqual({ state: 'rising', severity: null });
    expect(overall({ '3d': 20, '6h': 20 })).toEqual({ state: 'burning', severity: 'ticket' });
    expect(overall({ '3d': 20, '6h': 20, '5m': 500, '2m': 500 })).toEqual({
      state: 'burning',
      severity: 'page',
    });
  });

  it('is unknown only when no pair can be judged', () => {
    expect(overallBurn(burnPairs({}, target, window, 5)).state).toBe('unknown');
    expect(
      overallBurn(burnPairs({ '5m': share(0), '2m': share(0) }, target, window, 5)).state,
    ).toBe('steady');
  });
});

describe('a fault that is over', () => {
  /** 100 events a minute; `bad` of them over the last so many minutes, as windows see them. */
  const seen = (badOf: (minute: number) => number): WindowCounts =>
    Object.fromEntries(
      Object.entries({
        '2m': 2,
        '5m': 5,
        '15m': 15,
        '30m': 30,
        '1h': 60,
        '2h': 120,
        '6h': 360,
      }).map(([name, minutes]) => {
        const bad = Array.from({ length: minutes }, (_, ago) => badOf(ago)).reduce(
          (sum, one) => sum + one,
          0,
        );
        return [name, { good: 100 * minutes - bad, bad }];
      }),
    );
  const judged = (counts: WindowCounts) => overallBurn(burnPairs(counts, target, window, 5)).state;

  it('is no rising burn', () => {
    // ten minutes of 3 % that began 12 minutes ago, and nothing since two; then since seven
    expect(judged(seen((ago) => (ago >= 2 && ago < 12 ? 3 : 0)))).not.toBe('steady');
    expect(judged(seen((ago) => (ago >= 7 && ago < 17 ? 3 : 0)))).toBe('recovering');
  });

  it('is not what goes on at the same pace', () => {
    expect(judged(seen(() => 2))).toBe('burning');
  });
});
