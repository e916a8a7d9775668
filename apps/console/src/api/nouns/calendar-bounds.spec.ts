import { describe, expect, it } from '@jest/globals';
import { AT_RISK_LEFT_SHARE, CALENDAR_PERIODS, windowBounds } from '#slo';
import { AT_RISK_SHARE } from './slo-state.js';
import { calendarBounds } from './calendar-bounds.js';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'];
const DAYS = Array.from(
  { length: 53 },
  (_, index) => new Date(Date.UTC(2026, 0, 1) + index * 167 * 3_600_000),
);
const CLOCK_CHANGES = [
  '2026-03-29T01:30:00Z',
  '2026-10-25T00:30:00Z',
  '2026-03-08T06:59:00Z',
  '2026-11-01T06:30:00Z',
  '2026-12-31T23:30:00Z',
].map((at) => new Date(at));

describe('calendarBounds', () => {
  it('agrees with the objective library in every period and zone, through a whole year', () => {
    for (const timeZone of ZONES) {
      for (const period of CALENDAR_PERIODS) {
        for (const at of [...DAYS, ...CLOCK_CHANGES]) {
          const { start, end } = windowBounds({ kind: 'calendar', period, timeZone }, at);
          expect(calendarBounds(at, period, timeZone)).toEqual({ start, end });
        }
      }
    }
  });
});

describe('the at-risk level', () => {
  it('is the one the states are computed with', () => {
    expect(AT_RISK_SHARE).toBe(AT_RISK_LEFT_SHARE);
  });
});
