import { describe, expect, it } from '@jest/globals';

import { loadShape } from './load-shape.js';
import { TICK_SECONDS } from './ticks.js';

const TICKS_PER_HOUR = 3600 / TICK_SECONDS;
/** Monday 2026-03-02 00:00 in Berlin (UTC+1). */
const MONDAY = Date.UTC(2026, 2, 1, 23) / 1000;
const week = loadShape(MONDAY, 7 * 24 * TICKS_PER_HOUR);
const at = (day: number, hour: number): { factor: number; peak: boolean } =>
  week[(day * 24 + hour) * TICKS_PER_HOUR] ?? { factor: Number.NaN, peak: false };

describe('load of the sample history', () => {
  it('averages one over the run', () => {
    expect(week.reduce((sum, { factor }) => sum + factor, 0) / week.length).toBeCloseTo(1, 9);
  });

  it('is low at night and high on workday evenings', () => {
    expect(at(1, 3).factor).toBeLessThan(0.3);
    expect(at(1, 20).factor).toBeGreaterThan(2);
    expect(at(1, 20).peak).toBe(true);
    expect(at(1, 12).peak).toBe(false);
  });

  it('bends at the weekend: more by day, no peak on Saturday evening', () => {
    expect(at(5, 12).factor).toBeGreaterThan(at(2, 12).factor);
    expect(at(5, 20).peak).toBe(false);
    expect(at(6, 20).peak).toBe(true);
  });

  it('follows local time across the change to summer time', () => {
    const before = loadShape(Date.UTC(2026, 2, 25, 2) / 1000, 1)[0];
    const span = loadShape(Date.UTC(2026, 2, 28, 0) / 1000, 3 * 24 * TICKS_PER_HOUR);
    const peakHours = span.flatMap(({ peak }, i) => (peak ? [Math.floor(i / TICKS_PER_HOUR)] : []));
    expect(before?.factor).toBe(1);
    // Sunday the 29th is in summer time: the evening peak from 18:10 local begins at 16:xx UTC.
    expect(Math.min(...peakHours)).toBe(24 + 15);
  });
});
