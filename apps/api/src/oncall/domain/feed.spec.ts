import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { calendarText } from './calendar.js';
import { feedEvents, feedTime, mayReadSchedules, nearest } from './feed.js';
import type { Layer } from './schedule.js';
import { shiftsBetween } from './shifts.js';

const NOW = new Date('2026-06-15T13:37:00Z');
const DAY = 86_400_000;
const days = (count: number, from = NOW) => new Date(from.getTime() + count * DAY);
const layer = (turn: Layer['rotation']['turn'], members: string[], handoff = '09:00'): Layer => ({
  name: 'first',
  rotation: { turn, every: 1, handoff, anchor: '2026-01-05', members },
  restrictions: [],
  turns: 'calendar',
});
const schedule = { id: 'shop-id', slug: 'shop', name: 'Shop' };
const PEOPLE = new Map(
  ['ann', 'ben'].map((id) => [id, { id, name: id, email: `${id}@example.org`, active: true }]),
);
const eventsAt = (now: Date, timeZone: string, layers: Layer[], whose: string | null) => {
  const time = feedTime(now);
  const shifts = shiftsBetween({ timeZone, layers }, [], time.lookFrom, time.lookTo);
  const told = { time, people: PEOPLE, link: 'https://x/on-call/shop', language: 'en' as const };
  return feedEvents(schedule, shifts, whose, { ...told, revision: 4, changedAt: NOW });
};

describe('the shifts in a calendar', () => {
  it('are those of 90 days back and 180 ahead, whole, under names that stay', () => {
    const first = eventsAt(NOW, 'Europe/Berlin', [layer('daily', ['ann', 'ben'])], null);
    expect(first.at(0)?.end.getTime()).toBeGreaterThan(days(-91).getTime());
    expect(first.at(-1)?.start.getTime()).toBeLessThan(days(180).getTime());
    expect(first.every(({ start, end }) => end.getTime() - start.getTime() >= 23 * 3_600_000)).toBe(
      true,
    );
    expect(new Set(first.map(({ uid }) => uid)).size).toBe(first.length);
    const later = eventsAt(days(1), 'Europe/Berlin', [layer('daily', ['ann', 'ben'])], null);
    expect(later.slice(0, -1)).toEqual(first.slice(1));
  });

  it('stay the same all day', () => {
    const layers = [layer('weekly', ['ann', 'ben'])];
    const midnight = new Date('2026-06-15T00:00:00Z');
    expect(eventsAt(midnight, 'UTC', layers, null)).toEqual(eventsAt(NOW, 'UTC', layers, null));
  });

  it('of somebody who is on call alone are cut at the first day of a month, not every day', () => {
    const one = eventsAt(NOW, 'UTC', [layer('weekly', ['ann'])], 'ann');
    expect(one).toHaveLength(1);
    expect(one[0]?.start.toISOString()).toMatch(/-01T00:00:00.000Z$/);
    expect(eventsAt(days(1), 'UTC', [layer('weekly', ['ann'])], 'ann')).toEqual(one);
  });

  it('are one’s own, and say who it is only where they are everybody’s', () => {
    const layers = [layer('daily', ['ann', 'ben'])];
    const own = eventsAt(NOW, 'UTC', layers, 'ben');
    const all = eventsAt(NOW, 'UTC', layers, null);
    expect(new Set(own.map(({ summary }) => summary))).toEqual(new Set(['On call: Shop']));
    expect(new Set(all.map(({ summary }) => summary))).toEqual(
      new Set(['ann (Shop)', 'ben (Shop)']),
    );
    const begins = new Set(all.filter(({ summary }) => summary === 'ben (Shop)').map((x) => x.uid));
    expect(new Set(own.map(({ uid }) => uid))).toEqual(begins);
  });

  it('are at the same instants whoever reads them, over changes of the clock', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/Santiago',
      'Africa/Casablanca',
      'Pacific/Apia',
    );
    const turn = fc.constantFrom<Layer['rotation']['turn']>('daily', 'weekly', 'monthly');
    const handoff = fc.constantFrom('00:00', '01:30', '02:30', '09:00', '23:45');
    const now = fc.integer({ min: 0, max: 900 }).map((day) => days(day, new Date('2025-01-01')));
    fc.assert(
      fc.property(zone, turn, handoff, now, (timeZone, kind, time, at) => {
        const events = eventsAt(at, timeZone, [layer(kind, ['ann', 'ben'], time)], null);
        const read = new ICAL.Component(ICAL.parse(calendarText('x', events, 900)) as never)
          .getAllSubcomponents('vevent')
          .map((one) => new ICAL.Event(one));
        expect(
          read.map((one) => [one.uid, one.startDate.toJSDate(), one.endDate.toJSDate()]),
        ).toEqual(events.map((one) => [one.uid, one.start, one.end]));
        for (const [i, { end }] of events.slice(0, -1).entries())
          expect(events[i + 1]?.start).toEqual(end);
      }),
      { numRuns: 10 },
    );
  });
});

describe('too much for one calendar', () => {
  it('is told as far as what is near, what is ahead first', () => {
    const hours = Array.from({ length: 6000 }, (_, i) => ({
      ...(eventsAt(NOW, 'UTC', [layer('weekly', ['ann'])], null)[0] as never as object),
      uid: `${i}`,
      start: new Date(NOW.getTime() + (i - 3000) * 3_600_000),
      end: new Date(NOW.getTime() + (i - 2999) * 3_600_000),
    })) as never as ReturnType<typeof eventsAt>;
    const kept = nearest(hours, NOW);
    expect(kept).toHaveLength(5000);
    expect(kept.at(0)?.uid).toBe('1000');
    expect(kept.at(-1)?.uid).toBe('5999');
  });
});

describe('what the owner of a calendar may read', () => {
  const user = {
    id: 'ann',
    name: 'Ann',
    email: 'ann@example.org',
    lastSeenAt: null,
    createdAt: NOW,
    grants: [{ role: 'viewer' as const, territories: ['CH', 'DE'] }],
  };
  it('is what they may read now', () => {
    expect(mayReadSchedules({ ...user, disabled: false })).toEqual(['CH', 'DE']);
    expect(mayReadSchedules({ ...user, disabled: false, grants: [] })).toEqual([]);
    expect(mayReadSchedules({ ...user, disabled: true })).toEqual([]);
  });
});
