import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS } from '#contract';
import type { Layer } from './schedule.js';
import { gapsBetween, onCallAt, shiftsBetween } from './shifts.js';
import { turnsOf, type Rotation } from './turns.js';
import { DAY_MS, HOUR_MS, WallClock } from './wall-clock.js';

/** Zones that change their clocks in all the ways there are: by half an hour, at midnight, in the month of Ramadan, not at all. */
const SOME_ZONES = [
  'Europe/Berlin',
  'Europe/Dublin',
  'Europe/Chisinau',
  'Atlantic/Azores',
  'America/New_York',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'America/Asuncion',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'UTC',
] as const;

const [FROM, TO] = [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)];
const layer = (rotation: Rotation): Layer => ({
  name: 'first',
  rotation,
  restrictions: [],
  turns: 'calendar',
});
const plan = (layers: Layer[], timeZone: string) => ({ timeZone, layers });
const members = ['ann', 'ben', 'cat', 'dan', 'eve'];
const rotations = fc.record({
  turn: fc.constantFrom('hourly', 'daily', 'weekly', 'monthly'),
  every: fc.integer({ min: 1, max: 30 }),
  handoff: fc.integer({ min: 0, max: 287 }).map((fives) => {
    const minutes = fives * 5;
    const two = (n: number) => String(n).padStart(2, '0');
    return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }),
  anchor: fc
    .integer({ min: -400, max: 1200 })
    .map((days) => new Date(FROM + days * DAY_MS).toISOString().slice(0, 10)),
  members: fc.integer({ min: 1, max: 5 }).map((n) => members.slice(0, n)),
}) as fc.Arbitrary<Rotation>;
const times = fc.constantFrom('00:00', '02:00', '02:30', '08:00', '17:45');
const restrictions = fc.array(
  fc.record({
    days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), {
      minLength: 1,
    }),
    from: times,
    to: times,
  }),
  { maxLength: 3 },
);
const zones = fc.constantFrom(...SOME_ZONES);
const wallTimes = fc
  .integer({ min: -60 * 24 * 12, max: 760 * 24 * 12 })
  .map((fives) => new Date(FROM + fives * 300_000).toISOString().slice(0, 16));
const windows = fc
  .tuple(fc.integer({ min: FROM, max: TO }), fc.integer({ min: 1, max: 40 * DAY_MS }))
  .map(([from, length]) => ({ from, to: Math.min(from + length, TO) }))
  .filter(({ from, to }) => from < to);

describe('over two years, in twenty zones', () => {
  it('the instant of a wall time is what Temporal says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SOME_ZONES),
        fc.integer({ min: 0, max: 731 * 24 * 12 }),
        (zone, fives) => {
          const wall = Date.UTC(2026, 0) + fives * 300_000;
          const plain = Temporal.PlainDateTime.from(new Date(wall).toISOString().slice(0, 19));
          const clock = new WallClock(zone, wall - DAY_MS, wall + DAY_MS);
          const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
          const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
          const exists = earlier.toPlainDateTime().equals(plain);
          const gapEnd = () => earlier.getTimeZoneTransition('next')?.epochMilliseconds;
          expect(clock.instantOf(wall)).toBe(exists ? earlier.epochMilliseconds : gapEnd());
          expect(clock.instantOf(wall, 'last')).toBe(exists ? later.epochMilliseconds : gapEnd());
          const at = clock.wallAt(earlier.epochMilliseconds);
          expect(at).toBe(Date.parse(`${earlier.toPlainDateTime().toString()}Z`));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('an unrestricted layer has exactly one person on call at every instant, in their order', () => {
    fc.assert(
      fc.property(rotations, zones, windows, (rotation, zone, { from, to }) => {
        const schedule = plan([layer(rotation)], zone);
        const shifts = shiftsBetween(schedule, [], new Date(from), new Date(to));
        const seams = shifts.flatMap(({ start, end }) => [start.getTime(), end.getTime()]);
        // Each shift begins when the one before it ends.
        expect([from, ...seams.slice(1, -1).filter((_, i) => i % 2 === 0), to]).toEqual([
          ...seams.filter((_, i) => i % 2 === 0),
          to,
        ]);
        if (rotation.turn === 'hourly') return; // an hour may be left out, with whom it belongs to
        const { members: people } = rotation;
        for (const [i, { userId }] of shifts.entries())
          if (i > 0)
            expect(userId).toBe(
              people[(people.indexOf(shifts[i - 1]?.userId ?? '') + 1) % people.length],
            );
      }),
      { numRuns: 200 },
    );
  });

  it('a layer with a begin is one without it, less what lies before, which is a gap', () => {
    fc.assert(
      fc.property(
        rotations,
        restrictions,
        wallTimes,
        zones,
        windows,
        (rotation, hours, effectiveFrom, zone, { from, to }) => {
          const always = { ...layer(rotation), restrictions: hours };
          const [start, end] = [new Date(from), new Date(to)];
          const plain = Temporal.PlainDateTime.from(effectiveFrom);
          const zoned = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
          const exists = zoned.toPlainDateTime().equals(plain);
          const begin = exists
            ? zoned.epochMilliseconds
            : (zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.NaN);
          const shifts = shiftsBetween(plan([{ ...always, effectiveFrom }], zone), [], start, end);
          const cut = new Date(Math.min(Math.max(begin, from), to));
          expect(shifts).toEqual(shiftsBetween(plan([always], zone), [], cut, end));
          const [gap] = gapsBetween(shifts, start, end);
          if (begin > from) expect(gap?.start).toEqual(start);
          if (begin > from) expect(gap?.end.getTime()).toBeGreaterThanOrEqual(cut.getTime());
        },
      ),
      { numRuns: 200 },
    );
  });

  it('hours that are left out are those that a clock left out', () => {
    fc.assert(
      fc.property(rotations, zones, windows, (hourly, zone, { from, to }) => {
        const rotation = { ...hourly, turn: 'hourly', members } as const;
        const shifts = shiftsBetween(
          plan([layer(rotation)], zone),
          [],
          new Date(from),
          new Date(to),
        );
        const clock = new WallClock(zone, from, to);
        for (const [i, { userId, start }] of shifts.entries()) {
          const steps = members.indexOf(userId) - members.indexOf(shifts[i - 1]?.userId ?? userId);
          if (i === 0 || (steps + 5) % 5 === 1) continue;
          const jump = clock.wallAt(start.getTime()) - clock.wallAt(start.getTime() - 1);
          expect(jump).toBeGreaterThan(hourly.every * HOUR_MS);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('turns of months hand over once in each of their months, whatever day they are anchored on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 29, max: 31 }),
        fc.integer({ min: 1, max: 12 }),
        zones,
        (day, every, zone) => {
          const rotation = {
            turn: 'monthly' as const,
            every,
            handoff: '09:00',
            anchor: `2025-12-${day}`,
            members,
          };
          const turns = turnsOf(rotation);
          const schedule = plan([layer(rotation)], zone);
          const starts = shiftsBetween(schedule, [], new Date(FROM), new Date(TO)).slice(1);
          const clock = new WallClock(zone, FROM, TO);
          const months = starts.map(({ start }) =>
            new Date(clock.wallAt(start.getTime())).getUTCMonth(),
          );
          const expected = Array.from(
            { length: Math.floor(24 / every) },
            (_, i) => ((i + 1) * every + 11) % 12,
          );
          expect(months).toEqual(expected.slice(0, months.length));
          expect(expected.length - months.length).toBeLessThanOrEqual(1);
          for (const k of [-30, 0, 7, 40]) expect(turns.at(turns.begin(k))).toBe(k);
          for (const k of [-30, 0, 7, 40]) expect(turns.at(turns.begin(k) - 1)).toBe(k - 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('shifts, gaps and who is on call say the same, wherever one cuts', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            rotation: rotations,
            restrictions,
            turns: fc.constantFrom('calendar' as const, 'worked' as const),
            effectiveFrom: fc.option(wallTimes, { nil: null }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        fc.array(fc.tuple(windows, fc.constantFrom(...members)), { maxLength: 4 }),
        zones,
        windows,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (layers, standIns, zone, { from, to }, cut) => {
          const schedule = plan(
            layers.map((one, i) => ({ name: `${i}`, ...one })),
            zone,
          );
          const overrides = standIns.map(([span, userId], number) => ({
            id: `o${number}`,
            number,
            userId,
            start: new Date(span.from),
            end: new Date(span.to),
          }));
          const [start, middle, end] = [from, Math.round(from + (to - from) * cut), to].map(
            (ms) => new Date(ms),
          ) as [Date, Date, Date];
          const whole = shiftsBetween(schedule, overrides, start, end);
          const parts = [
            ...shiftsBetween(schedule, overrides, start, middle),
            ...shiftsBetween(schedule, overrides, middle, end),
          ];
          const key = ({ userId, layer: name, overrideId }: (typeof whole)[number]) =>
            [userId, name, overrideId].join();
          const seam = parts.findIndex((shift, i) => {
            const next = parts[i + 1];
            return (
              next &&
              shift.end.getTime() === middle.getTime() &&
              next.start.getTime() === middle.getTime() &&
              key(shift) === key(next)
            );
          });
          const sewn = parts.flatMap((shift, i) =>
            i === seam
              ? [{ ...shift, end: parts[i + 1]?.end }]
              : i === seam + 1 && seam >= 0
                ? []
                : [shift],
          );
          expect(sewn).toEqual(whole);
          const gaps = gapsBetween(whole, start, end);
          const length = (spans: readonly { start: Date; end: Date }[]) =>
            spans.reduce((sum, span) => sum + span.end.getTime() - span.start.getTime(), 0);
          expect(length(whole) + length(gaps)).toBe(to - from);
          for (const { start: first, end: last, userId } of whole) {
            expect(onCallAt(schedule, overrides, first)).toBe(userId);
            expect(onCallAt(schedule, overrides, new Date(last.getTime() - 1))).toBe(userId);
          }
          for (const gap of gaps) expect(onCallAt(schedule, overrides, gap.start)).toBeNull();
        },
      ),
      { numRuns: 80 },
    );
  });
});
