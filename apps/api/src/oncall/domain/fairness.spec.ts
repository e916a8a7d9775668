import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spreadOf, workloads } from './fairness.js';
import type { Shift } from './shifts.js';

const HOUR = 3_600_000;
const at = (time: string) => new Date(time);
const shift = (userId: string, start: string, end: string): Shift => ({
  userId,
  start: at(start),
  end: at(end),
  layer: 'first',
  overrideId: null,
});
const time = { from: at('2026-03-01T00:00:00Z'), to: at('2026-04-20T00:00:00Z') };
const one = (zone: string, start: string, end: string) =>
  workloads(zone, [], [shift('ann', start, end)], [], time)[0];
const hours = (value: number | undefined) => (value ?? 0) / HOUR;

describe('what being on call takes', () => {
  it.each([
    ['a day of work', 'UTC', '2026-03-03T09:00Z', '2026-03-03T17:00Z', 8, 0, 0],
    ['a day and its night', 'UTC', '2026-03-03T09:00Z', '2026-03-04T09:00Z', 24, 8, 0],
    ['part of a night', 'UTC', '2026-03-03T23:00Z', '2026-03-04T02:00Z', 3, 3, 0],
    ['a week', 'UTC', '2026-03-02T09:00Z', '2026-03-09T09:00Z', 168, 56, 48],
    [
      'the night that loses an hour',
      'Europe/Berlin',
      '2026-03-28T21:00Z',
      '2026-03-29T04:00Z',
      7,
      7,
      7,
    ],
    ['the same night, elsewhere', 'Asia/Tokyo', '2026-03-28T21:00Z', '2026-03-29T04:00Z', 7, 0, 7],
    ['Monday there, Sunday here', 'Asia/Tokyo', '2026-03-01T15:00Z', '2026-03-01T16:00Z', 1, 1, 0],
  ])('tells of %s (%s)', (_, zone, start, end, onCall, night, weekend) => {
    const found = one(zone, start, end);
    expect([hours(found?.onCall), hours(found?.night), hours(found?.weekend)]).toEqual([
      onCall,
      night,
      weekend,
    ]);
  });

  it('counts a night that gains an hour as nine', () => {
    const october = { from: at('2026-10-01T00:00Z'), to: at('2026-11-01T00:00Z') };
    const night = [shift('ann', '2026-10-24T20:00Z', '2026-10-25T05:00Z')];
    expect(hours(workloads('Europe/Berlin', [], night, [], october)[0]?.night)).toBe(9);
  });

  it('tells of members without a shift, most time first', () => {
    const found = workloads(
      'UTC',
      ['ann', 'ben', 'cat'],
      [
        shift('ben', '2026-03-02T00:00Z', '2026-03-04T00:00Z'),
        shift('dan', '2026-03-04T00:00Z', '2026-03-05T00:00Z'),
      ],
      [],
      time,
    );
    expect(found.map(({ userId, shifts }) => [userId, shifts])).toEqual([
      ['ben', 1],
      ['dan', 1],
      ['ann', 0],
      ['cat', 0],
    ]);
    const spread = spreadOf(found)?.onCall;
    expect([hours(spread?.least), hours(spread?.most), hours(spread?.mean)]).toEqual([0, 48, 18]);
  });

  it('counts pages that came while they were on call, half-open, and those of the night', () => {
    const found = workloads(
      'UTC',
      ['ann', 'ben'],
      [shift('ann', '2026-03-02T09:00Z', '2026-03-03T09:00Z')],
      [
        ['ann', '2026-03-02T09:00:00Z'],
        ['ann', '2026-03-03T03:00:00Z'],
        ['ann', '2026-03-03T09:00:00Z'],
        ['ben', '2026-03-02T12:00:00Z'],
      ].map(([userId = '', when = '']) => ({ userId, at: at(when) })),
      time,
    );
    expect(found.map(({ userId, pages, nightPages }) => [userId, pages, nightPages])).toEqual([
      ['ann', 2, 1],
      ['ben', 0, 0],
    ]);
  });

  it('is the same whether a shift is told in one piece or in many', () => {
    const cut = fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 20 });
    const zone = fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu');
    fc.assert(
      fc.property(cut, zone, (cuts, timeZone) => {
        const instants = [0, ...new Set(cuts), 1001].sort((a, b) => a - b);
        const piece = (from: number, to: number) =>
          shift(
            'ann',
            new Date(time.from.getTime() + from * HOUR).toISOString(),
            new Date(time.from.getTime() + to * HOUR).toISOString(),
          );
        const many = instants.slice(1).map((to, i) => piece(instants[i] ?? 0, to));
        const figures = (shifts: Shift[]) => {
          const found = workloads(timeZone, [], shifts, [], time)[0];
          return [found?.onCall, found?.night, found?.weekend];
        };
        expect(figures(many)).toEqual(figures([piece(0, 1001)]));
      }),
      { numRuns: 50 },
    );
  });

  it('has no spread where there is nobody', () => {
    expect(spreadOf([])).toBeNull();
  });
});
