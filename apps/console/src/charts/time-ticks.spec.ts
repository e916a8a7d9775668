import { describe, expect, it } from '@jest/globals';
import { timeTicks } from './time-ticks.js';

const at = (text: string): number => Date.parse(text) / 1000;

describe('timeTicks', () => {
  it('stands on midnights of the zone, across the change of clocks', () => {
    const { ticks, step } = timeTicks(
      [at('2026-10-22T10:00:00Z'), at('2026-10-28T10:00:00Z')],
      'Europe/Berlin',
      8,
    );
    expect(step).toBe(86_400);
    expect(ticks.map((tick) => new Date(tick * 1000).toISOString())).toEqual([
      '2026-10-22T22:00:00.000Z',
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-10-26T23:00:00.000Z',
      '2026-10-27T23:00:00.000Z',
    ]);
  });
  it('takes round hours of the zone within a day', () => {
    const { ticks, step } = timeTicks(
      [at('2026-11-20T10:20:00Z'), at('2026-11-21T10:20:00Z')],
      'Europe/Berlin',
      8,
    );
    expect(step).toBe(3 * 3_600);
    expect(ticks[0]).toBe(at('2026-11-20T11:00:00Z'));
    expect(ticks).toHaveLength(8);
  });
  it('never gives more than asked for', () => {
    for (const days of [1, 7, 30, 91, 366]) {
      const from = at('2026-01-01T07:00:00Z');
      expect(timeTicks([from, from + days * 86_400], 'UTC', 8).ticks.length).toBeLessThanOrEqual(9);
    }
  });
});
