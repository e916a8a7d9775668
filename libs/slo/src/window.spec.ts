import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CALENDAR_PERIODS, isTimeZone, nominalSeconds, windowBounds } from './window.js';
import type { CalendarPeriod, Window } from './window.js';

const berlin = (period: CalendarPeriod): Window => ({
  kind: 'calendar',
  period,
  timeZone: 'Europe/Berlin',
});
const bounds = (window: Window, at: string): [string, string] => {
  const { start, end } = windowBounds(window, new Date(at));
  return [start.toISOString(), end.toISOString()];
};

describe('windows', () => {
  it('rolling windows end now', () => {
    expect(bounds({ kind: 'rolling', duration: '30d' }, '2026-11-20T12:00:00Z')).toEqual([
      '2026-10-21T12:00:00.000Z',
      '2026-11-20T12:00:00.000Z',
    ]);
  });

  it.each<[CalendarPeriod, string, string]>([
    ['day', '2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z'],
    ['week', '2026-11-15T23:00:00.000Z', '2026-11-22T23:00:00.000Z'],
    ['month', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
    ['quarter', '2026-09-30T22:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    ['year', '2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ])('a %s in Berlin begins and ends at local midnight', (period, start, end) => {
    expect(bounds(berlin(period), '2026-11-20T12:00:00Z')).toEqual([start, end]);
  });

  it('days of a clock change have 23 and 25 hours', () => {
    expect(windowBounds(berlin('day'), new Date('2026-03-29T12:00:00Z')).totalSeconds).toBe(
      23 * 3_600,
    );
    expect(windowBounds(berlin('day'), new Date('2026-10-25T12:00:00Z')).totalSeconds).toBe(
      25 * 3_600,
    );
    expect(windowBounds(berlin('month'), new Date('2026-03-15T12:00:00Z')).totalSeconds).toBe(
      (31 * 24 - 1) * 3_600,
    );
  });

  it('belongs to the local date, not to the UTC one', () => {
    expect(bounds(berlin('month'), '2026-10-31T23:30:00Z')[0]).toBe('2026-10-31T23:00:00.000Z');
    expect(bounds(berlin('month'), '2026-10-31T22:30:00Z')[0]).toBe('2026-09-30T22:00:00.000Z');
  });

  it('holds its instant, and its end begins the next window', () => {
    const instants = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2050-01-01'),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'Europe/Zurich',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'UTC',
    );
    fc.assert(
      fc.property(instants, zones, fc.constantFrom(...CALENDAR_PERIODS), (at, timeZone, period) => {
        const window: Window = { kind: 'calendar', period, timeZone };
        const { start, end, elapsedSeconds, totalSeconds } = windowBounds(window, at);
        expect(start.getTime() <= at.getTime() && at.getTime() < end.getTime()).toBe(true);
        expect(elapsedSeconds >= 0 && elapsedSeconds < totalSeconds).toBe(true);
        expect(windowBounds(window, end).start).toEqual(end);
      }),
    );
  });

  it('knows time zones', () => {
    expect(['Europe/Berlin', 'UTC', 'Europe/Zurich'].map(isTimeZone)).toEqual([true, true, true]);
    expect(['Europe/Atlantis', '+01:00', '', '12'].map(isTimeZone)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('has a length for alert factors that does not change with the month', () => {
    expect(nominalSeconds(berlin('month'))).toBe(30 * 86_400);
    expect(nominalSeconds({ kind: 'rolling', duration: '28d' })).toBe(28 * 86_400);
  });
});
