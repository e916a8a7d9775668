import { describe, expect, it } from '@jest/globals';
import type { BurnDown } from '../api/contract-slo.js';
import { agingOut } from './aging.js';

const DAY = 86_400;
const base = Date.UTC(2026, 10, 1) / 1000;
const iso = (at: number): string => new Date(at * 1000).toISOString();
/** Ten days of steps of six hours; the bad events are those given, by step. */
const burnDown = (bad: Record<number, number>, change: Partial<BurnDown> = {}): BurnDown => ({
  kind: 'rolling',
  from: iso(base),
  to: iso(base + 10 * DAY),
  asOf: iso(base + 10 * DAY),
  stepSeconds: DAY / 4,
  points: Array.from({ length: 40 }, (_, index) => ({
    at: iso(base + ((index + 1) * DAY) / 4),
    left: 0.5,
    good: 100,
    bad: bad[index] ?? 0,
    covered: 1,
    sample: false,
  })),
  ...change,
});

describe('agingOut', () => {
  it('counts what the window lets go, and what comes back with it', () => {
    expect(agingOut(burnDown({ 0: 3, 3: 2, 4: 50 }), 10 * DAY, 20, DAY)).toEqual({
      bad: 5,
      share: 0.25,
    });
    expect(agingOut(burnDown({ 0: 3, 3: 2, 4: 50 }), 10 * DAY, 20, 2 * DAY)).toEqual({
      bad: 55,
      share: 2.75,
    });
  });
  it('leaves out what has left the window already', () => {
    const older = burnDown({ 0: 3, 3: 2, 4: 50 }, { asOf: iso(base + 10.5 * DAY) });
    expect(agingOut(older, 10 * DAY, 20, DAY / 2)?.bad).toBe(2);
  });
  it('says nothing of a calendar window, which lets nothing go', () => {
    expect(agingOut(burnDown({ 0: 3 }, { kind: 'calendar' }), 10 * DAY, 20, DAY)).toBeNull();
  });
  it('says nothing when the part shown does not reach back to the beginning of the window', () => {
    expect(agingOut(burnDown({ 0: 3 }), 30 * DAY, 20, DAY)).toBeNull();
  });
  it('says nothing where nothing is allowed', () => {
    expect(agingOut(burnDown({ 0: 3 }), 10 * DAY, 0, DAY)).toBeNull();
  });
});
