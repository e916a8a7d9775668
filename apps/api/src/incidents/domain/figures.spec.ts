import { describe, expect, it } from '@jest/globals';
import { figuresOf, spreadOf, type CountedIncident } from './figures.js';

const START = Date.parse('2026-03-02T03:00:00Z');
const at = (minutes: number) => new Date(START + minutes * 60_000);

function counted(change: Partial<CountedIncident> = {}): CountedIncident {
  return {
    startedAt: at(0),
    pagedAt: at(1),
    acknowledgedAt: at(4),
    resolvedAt: at(30),
    automatic: false,
    reopened: false,
    snoozed: false,
    merged: 0,
    ...change,
  };
}
const MINUTE = 60;

describe('a spread', () => {
  it('is of nothing where there is nothing', () => {
    expect(spreadOf([])).toBeNull();
  });

  it.each<[number[], number, number, number]>([
    [[7], 7, 7, 7],
    [[10, 20], 15, 15, 19],
    [[30, 10, 20], 20, 20, 28],
    [[0, 0, 0, 0, 100], 20, 0, 60],
  ])(
    'of %j has the mean %s, the median %s and the ninetieth percentile %s',
    (all, mean, median, p90) => {
      expect(spreadOf(all)).toEqual({ count: all.length, mean, median, p90 });
    },
  );
});

describe('the figures of incidents', () => {
  it('are counted from their earliest start', () => {
    expect(figuresOf([counted()])).toEqual({
      incidents: 1,
      open: 0,
      reopened: 0,
      snoozed: 0,
      merged: 0,
      unpaged: 0,
      unacknowledged: 0,
      detect: { count: 1, mean: MINUTE, median: MINUTE, p90: MINUTE },
      acknowledge: { count: 1, mean: 4 * MINUTE, median: 4 * MINUTE, p90: 4 * MINUTE },
      resolve: { count: 1, mean: 30 * MINUTE, median: 30 * MINUTE, p90: 30 * MINUTE },
      recovered: 0,
      recoveredShare: 0,
    });
  });

  it('of none are none', () => {
    expect(figuresOf([])).toMatchObject({
      incidents: 0,
      detect: null,
      acknowledge: null,
      resolve: null,
      recoveredShare: null,
    });
  });

  it.each<[string, Partial<CountedIncident>, object]>([
    [
      'that nobody acknowledged is in no time to acknowledge, and listed',
      { acknowledgedAt: null },
      { unacknowledged: 1, acknowledge: null, resolve: { count: 1 } },
    ],
    [
      'that nobody was paged about is in no time to detect, and listed',
      { pagedAt: null },
      { unpaged: 1, detect: null, acknowledge: { count: 1 } },
    ],
    [
      'that is open is in no time to resolve, and in no share',
      { resolvedAt: null },
      { open: 1, resolve: null, recovered: 0, recoveredShare: null },
    ],
    [
      'whose alerts ended before anybody had it recovered by itself',
      { automatic: true, acknowledgedAt: null },
      { recovered: 1, recoveredShare: 1 },
    ],
    [
      'whose alerts ended while somebody had it did not',
      { automatic: true },
      { recovered: 0, recoveredShare: 0 },
    ],
    [
      'that was reopened, snoozed and took others in is counted once, and its clock ran on',
      { reopened: true, snoozed: true, merged: 2, resolvedAt: at(90) },
      { incidents: 1, reopened: 1, snoozed: 1, merged: 2, resolve: { mean: 90 * MINUTE } },
    ],
    [
      'that was acknowledged before its clock says that it began took no time',
      { acknowledgedAt: at(-1) },
      { acknowledge: { mean: 0 } },
    ],
  ])('one %s', (_, change, expected) => {
    expect(figuresOf([counted(change)])).toMatchObject(expected);
  });

  it('have a share of what is over alone', () => {
    const itself = counted({ automatic: true, acknowledgedAt: null });
    const open = counted({ resolvedAt: null });
    expect(figuresOf([itself, counted(), counted(), counted(), open])).toMatchObject({
      recovered: 1,
      recoveredShare: 0.25,
    });
  });
});
