import { describe, expect, it } from '@jest/globals';
import { timeOfDay, WallClock, wallDate } from './wall-clock.js';

const clockAround = (zone: string, text: string) => {
  const wall = wallDate(text.slice(0, 10)) + timeOfDay(text.slice(11));
  return { wall, clock: new WallClock(zone, wall, wall) };
};
const iso = (instant: number) => new Date(instant).toISOString().replace(':00.000Z', 'Z');

describe('the instant of a wall time', () => {
  it.each([
    ['an ordinary time', 'Europe/Berlin', '2026-03-28T02:30', '2026-03-28T01:30Z'],
    ['in summer', 'Europe/Berlin', '2026-07-01T09:00', '2026-07-01T07:00Z'],
    ['in a gap: the first behind it', 'Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00Z'],
    ['at the begin of a gap', 'Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00Z'],
    ['at the end of a gap', 'Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00Z'],
    ['in a gap of half an hour', 'Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30Z'],
    ['in a fold: the first', 'Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30Z'],
    ['in a fold at midnight', 'America/Havana', '2026-11-01T00:30', '2026-11-01T04:30Z'],
    ['in a gap at midnight', 'Africa/Cairo', '2026-04-24T00:00', '2026-04-23T22:00Z'],
    ['in a day left out', 'Pacific/Apia', '2011-12-30T09:00', '2011-12-30T10:00Z'],
    ['where clocks never change', 'Asia/Kathmandu', '2026-03-29T02:30', '2026-03-28T20:45Z'],
    ['in UTC', 'UTC', '2026-03-29T02:30', '2026-03-29T02:30Z'],
  ])('%s', (_, zone, text, instant) => {
    const { wall, clock } = clockAround(zone, text);
    expect(iso(clock.instantOf(wall))).toBe(instant);
  });

  it.each([
    ['in a fold', 'Europe/Berlin', '2026-10-25T02:30', '2026-10-25T01:30Z'],
    ['at its begin', 'Europe/Berlin', '2026-10-25T02:00', '2026-10-25T01:00Z'],
    ['at its end', 'Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00Z'],
    ['in a gap, the same as the first', 'Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00Z'],
    ['elsewhere, too', 'Europe/Berlin', '2026-06-01T02:30', '2026-06-01T00:30Z'],
  ])('the last %s', (_, zone, text, instant) => {
    const { wall, clock } = clockAround(zone, text);
    expect(iso(clock.instantOf(wall, 'last'))).toBe(instant);
  });
});
