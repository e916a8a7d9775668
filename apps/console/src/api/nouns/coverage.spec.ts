import { describe, expect, it } from '@jest/globals';
import { coverageOf } from './coverage.js';

const person = (name: string) => ({ id: name, name, email: `${name}@example.org`, active: true });
const shift = (name: string, start: string, end: string) => ({
  user: person(name),
  start: `2026-03-0${start}:00:00Z`,
  end: `2026-03-0${end}:00:00Z`,
  layer: 'first',
  override: null,
});

describe('what shifts come to', () => {
  it('is who is on call how long and how often, most first, and how long nobody is', () => {
    const shifts = [
      shift('ann', '1T00', '1T06'),
      shift('ben', '1T06', '2T00'),
      shift('ann', '2T00', '2T06'),
    ];
    const gaps = [{ start: '2026-03-02T06:00:00Z', end: '2026-03-02T06:30:00Z' }];
    const { shares, gapSeconds } = coverageOf({ shifts, gaps });
    expect(shares.map((one) => [one.user.name, one.seconds, one.shifts])).toEqual([
      ['ben', 64_800, 1],
      ['ann', 43_200, 2],
    ]);
    expect(gapSeconds).toBe(1800);
    expect(coverageOf({ shifts: [], gaps: [] })).toEqual({ shares: [], gapSeconds: 0 });
  });
});
