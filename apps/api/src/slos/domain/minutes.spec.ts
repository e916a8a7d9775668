import { describe, expect, it } from '@jest/globals';
import { ledgerMinute, type MinuteCounts, type MinuteFacts } from './minutes.js';

const counts = (
  total: number,
  bad: number,
  ticks = 2,
  regimes: Record<string, number> = {},
): MinuteCounts => ({ total, bad, ticks, badTicks: ticks, regimes });

describe('one minute of the ledger', () => {
  it.each<[string, MinuteFacts, object]>([
    [
      'what was measured',
      { live: counts(10, 1) },
      { good: 9, bad: 1, coveredSeconds: 60, source: 'measured' },
    ],
    ['half a minute', { live: counts(5, 0, 1) }, { good: 5, coveredSeconds: 30 }],
    ['no traffic, but measured', { live: counts(0, 0) }, { good: 0, bad: 0, coveredSeconds: 60 }],
    [
      'nobody measured',
      {},
      { good: 0, bad: 0, coveredSeconds: 0, regime: null, source: 'measured' },
    ],
    [
      'sample history',
      { sample: counts(7, 2) },
      { good: 5, bad: 2, coveredSeconds: 60, source: 'sample' },
    ],
    [
      'history that ends where the present begins',
      { sample: counts(3, 1, 1), live: counts(4, 0, 1) },
      { good: 6, bad: 1, coveredSeconds: 60, source: 'sample' },
    ],
    [
      'history that overlaps what was really measured',
      { sample: counts(90, 9), live: counts(10, 1) },
      { good: 9, bad: 1, source: 'measured' },
    ],
    ['more bad events than events at all', { live: counts(3, 5) }, { good: 0, bad: 5 }],
    [
      'a total without its bad events, as a kill between two rules leaves it',
      { live: { ...counts(10, 1), badTicks: 1 } },
      { good: 0, bad: 0, coveredSeconds: 0 },
    ],
    [
      'a counter that is no number',
      { live: counts(Number.NaN, 1) },
      { good: 0, bad: 0, coveredSeconds: 0 },
    ],
    [
      'a counter beyond all numbers',
      { live: counts(Infinity, 1) },
      { good: 0, bad: 0, coveredSeconds: 0 },
    ],
    [
      'more events than anybody could count',
      { live: counts(1e308, 1e308) },
      { good: 0, bad: 0, coveredSeconds: 0 },
    ],
    ['fewer events than none', { live: counts(-1, 0) }, { good: 0, bad: 0, coveredSeconds: 0 }],
    [
      'sample history beside a broken measurement',
      { sample: counts(7, 2), live: counts(Number.NaN, 0) },
      { good: 5, bad: 2, source: 'sample' },
    ],
    [
      'the regime that held longer',
      { live: counts(1, 0, 2, { peak: 2, normal: 0 }) },
      { regime: 'peak' },
    ],
    ['more ticks than a minute has', { live: counts(1, 0, 3) }, { coveredSeconds: 60 }],
  ])('%s', (_, facts, expected) => {
    expect(ledgerMinute('s-1', 60_000, facts)).toMatchObject({
      sloId: 's-1',
      minute: 60_000,
      ...expected,
    });
  });
});
