import { describe, expect, it } from '@jest/globals';
import { instantAt, wallOf } from './wall.js';

const BERLIN = 'Europe/Berlin';

describe('a time that is typed', () => {
  it.each([
    ['2026-01-05T09:00', BERLIN, '2026-01-05T08:00:00.000Z'],
    ['2026-07-05T09:00', BERLIN, '2026-07-05T07:00:00.000Z'],
    ['2026-07-05T09:00', 'UTC', '2026-07-05T09:00:00.000Z'],
    ['2026-07-05T09:00', 'Asia/Kathmandu', '2026-07-05T03:15:00.000Z'],
    // the hour that is shown twice
    ['2026-10-25T02:30', BERLIN, '2026-10-25T00:30:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    // the hour that is skipped
    ['2026-03-29T02:30', BERLIN, '2026-03-29T01:30:00.000Z'],
  ])('%s in %s is %s', (wall, zone, instant) => {
    expect(instantAt(wall, zone)?.toISOString()).toBe(instant);
  });

  it('that is none is nothing', () => {
    for (const wall of ['', 'soon', '2026-13-01T09:00']) expect(instantAt(wall, BERLIN)).toBeNull();
  });

  it('reads as it was typed', () => {
    for (const wall of ['2026-02-28T23:59', '2026-03-01T00:00', '2026-10-25T03:00'])
      expect(wallOf(instantAt(wall, BERLIN) ?? new Date(0), BERLIN)).toBe(wall);
  });
});
