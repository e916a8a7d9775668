import { describe, expect, it } from '@jest/globals';
import { olderChunks, hoursToBackfill } from './ledger-backlog.js';
import { HOUR_MS, MINUTE_MS } from './minutes.js';

const gap = (sloId: string, hour: number, coveredSeconds: number) => ({
  sloId,
  hour: hour * HOUR_MS,
  from: hour * HOUR_MS,
  coveredSeconds,
});

describe('hours that Prometheus knows better', () => {
  it('are those with more seconds than the ledger has, neighbours together, SLO by SLO', () => {
    const hours = [
      gap('a', 1, 0),
      gap('a', 2, 1800),
      gap('a', 3, 3000),
      gap('a', 5, 0),
      gap('b', 6, 0),
    ];
    expect(hoursToBackfill(hours, ({ hour }) => (hour === 3 * HOUR_MS ? 3000 : 3600))).toEqual([
      { slos: ['a'], from: HOUR_MS, to: 3 * HOUR_MS },
      { slos: ['a'], from: 5 * HOUR_MS, to: 6 * HOUR_MS },
      { slos: ['b'], from: 6 * HOUR_MS, to: 7 * HOUR_MS },
    ]);
    expect(hoursToBackfill(hours, () => 0)).toEqual([]);
  });

  it('never reach behind the begin of the ledger', () => {
    expect(
      hoursToBackfill([{ ...gap('a', 1, 600), from: HOUR_MS + 7 * MINUTE_MS }], () => 3600),
    ).toEqual([{ slos: ['a'], from: HOUR_MS + 7 * MINUTE_MS, to: 2 * HOUR_MS }]);
  });

  it('never make a chunk that Prometheus refuses', () => {
    const hours = Array.from({ length: 800 }, (_, i) => gap('a', i, 0));
    const chunks = hoursToBackfill(hours, () => 3600);
    expect(chunks.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(800 * HOUR_MS);
    expect(Math.max(...chunks.map(({ from, to }) => (to - from) / MINUTE_MS))).toBeLessThanOrEqual(
      11_000,
    );
  });
});

describe('older history', () => {
  it('is taken newest part first, without a hole', () => {
    const chunks = olderChunks('a', 0, 25_000 * MINUTE_MS);
    expect(chunks.map(({ from, to }) => [from / MINUTE_MS, to / MINUTE_MS])).toEqual([
      [14_000, 25_000],
      [3000, 14_000],
      [0, 3000],
    ]);
    expect(olderChunks('a', 5, 5)).toEqual([]);
  });
});
