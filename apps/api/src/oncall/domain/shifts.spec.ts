import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Weekday } from '#contract';
import type { Layer } from './schedule.js';
import { gapsBetween, onCallAt, shiftsBetween } from './shifts.js';
import { turnsOf, type Rotation } from './turns.js';
import { DAY_MS, HOUR_MS, WallClock } from './wall-clock.js';
import { SOME_ZONES } from './zones.js';

const [FROM, TO] = [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)];
const WORKDAYS: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

const daily: Rotation = {
  turn: 'daily',
  every: 1,
  handoff: '09:00',
  anchor: '2026-01-05',
  members: ['ann', 'ben', 'cat'],
};
const layer = (rotation: Partial<Rotation> = {}, more: Partial<Layer> = {}): Layer => ({
  name: 'first',
  rotation: { ...daily, ...rotation },
  restrictions: [],
  turns: 'calendar',
  ...more,
});
const plan = (layers: Layer[], timeZone = 'Europe/Berlin') => ({ timeZone, layers });
const at = (text: string) => new Date(text);
const short = (instant: Date) => instant.toISOString().slice(5, 16);
const told = (schedule: ReturnType<typeof plan>, from: string, to: string) =>
  shiftsBetween(schedule, [], at(from), at(to)).map(
    ({ userId, start, end }) => `${userId} ${short(start)} ${short(end)}`,
  );

describe('shifts of one layer', () => {
  it.each([
    [
      'hand over at a wall time, whatever the clocks do',
      {},
      ['2026-03-28T00:00Z', '2026-03-30T12:00Z'],
      [
        'ann 03-28T00:00 03-28T08:00',
        'ben 03-28T08:00 03-29T07:00',
        'cat 03-29T07:00 03-30T07:00',
        'ann 03-30T07:00 03-30T12:00',
      ],
    ],
    [
      'begin behind a gap that their time lies in',
      { handoff: '02:30' },
      ['2026-03-28T12:00Z', '2026-03-29T12:00Z'],
      ['ben 03-28T12:00 03-29T01:00', 'cat 03-29T01:00 03-29T12:00'],
    ],
    [
      'begin once where their time is shown twice',
      { handoff: '02:30' },
      ['2026-10-24T12:00Z', '2026-10-25T12:00Z'],
      ['ben 10-24T12:00 10-25T00:30', 'cat 10-25T00:30 10-25T12:00'],
    ],
    [
      'take two hours where an hour is shown twice',
      { turn: 'hourly', handoff: '00:00' },
      ['2026-10-24T23:00Z', '2026-10-25T03:00Z'],
      ['ben 10-24T23:00 10-25T00:00', 'cat 10-25T00:00 10-25T02:00', 'ann 10-25T02:00 10-25T03:00'],
    ],
    [
      'leave out whose hour there is not',
      { turn: 'hourly', handoff: '00:00' },
      ['2026-03-28T23:00Z', '2026-03-29T03:00Z'],
      [
        'ann 03-28T23:00 03-29T00:00',
        'ben 03-29T00:00 03-29T01:00',
        'ann 03-29T01:00 03-29T02:00',
        'ben 03-29T02:00 03-29T03:00',
      ],
    ],
    [
      'begin on the day of the week of the anchor',
      { turn: 'weekly', every: 2, anchor: '2026-01-07' },
      ['2026-01-01T00:00Z', '2026-02-10T00:00Z'],
      [
        'cat 01-01T00:00 01-07T08:00',
        'ann 01-07T08:00 01-21T08:00',
        'ben 01-21T08:00 02-04T08:00',
        'cat 02-04T08:00 02-10T00:00',
      ],
    ],
    [
      'begin on the last day of months that lack the day of the anchor',
      { turn: 'monthly', anchor: '2026-01-31' },
      ['2026-01-31T08:00Z', '2026-05-31T07:00Z'],
      [
        'ann 01-31T08:00 02-28T08:00',
        'ben 02-28T08:00 03-31T07:00',
        'cat 03-31T07:00 04-30T07:00',
        'ann 04-30T07:00 05-31T07:00',
      ],
    ],
    [
      'are one where there is one person only',
      { turn: 'hourly', members: ['ann'] },
      ['2026-01-01T00:00Z', '2026-12-31T00:00Z'],
      ['ann 01-01T00:00 12-31T00:00'],
    ],
    [
      'were there before the anchor',
      { anchor: '2026-06-01' },
      ['2026-05-30T07:00Z', '2026-06-02T07:00Z'],
      ['ben 05-30T07:00 05-31T07:00', 'cat 05-31T07:00 06-01T07:00', 'ann 06-01T07:00 06-02T07:00'],
    ],
  ] as const)('%s', (_, rotation, [from, to], shifts) => {
    expect(told(plan([layer({ ...rotation } as Partial<Rotation>)]), from, to)).toEqual(shifts);
  });
});

const work = { days: WORKDAYS, from: '09:00', to: '17:00' };

describe('shifts within restricted hours', () => {
  it.each([
    ['calendar', 'ann', 'ann'],
    ['worked', 'ann', 'ben'],
  ] as const)('by %s turns give Friday to %s and Monday to %s', (turns, friday, monday) => {
    const schedule = plan([layer({ anchor: '2026-01-09' }, { restrictions: [work], turns })]);
    expect(told(schedule, '2026-01-09T00:00Z', '2026-01-13T00:00Z')).toEqual([
      `${friday} 01-09T08:00 01-09T16:00`,
      `${monday} 01-12T08:00 01-12T16:00`,
    ]);
  });

  it('by worked turns give everybody as many, before the anchor, too', () => {
    const schedule = plan([layer({}, { restrictions: [work], turns: 'worked' })]);
    const users = shiftsBetween(schedule, [], at('2025-12-01'), at('2026-02-02')).map(
      ({ userId }) => userId,
    );
    const first = ['ann', 'ben', 'cat'].indexOf(users[0] ?? '');
    expect(users).toEqual(users.map((_, i) => daily.members[(first + i) % 3]));
    expect(users).toHaveLength(45);
  });

  it('pass midnight, and last a day where they end when they begin', () => {
    const night = { days: ['friday'], from: '22:00', to: '06:00' } as const;
    const day = { days: ['sunday'], from: '12:00', to: '12:00' } as const;
    const schedule = plan([layer({ members: ['ann'] }, { restrictions: [night, day] })]);
    expect(told(schedule, '2026-01-09T00:00Z', '2026-01-14T00:00Z')).toEqual([
      'ann 01-09T21:00 01-10T05:00',
      'ann 01-11T11:00 01-12T11:00',
    ]);
  });

  const night = { days: ['saturday'] as Weekday[], from: '22:00', to: '02:30' };
  it.each([
    ['last', 'nobody else begins', '09:00', '03:00', '10-25T01:30'],
    ['first', 'the next turn begins', '02:30', '03:00', '10-25T00:30'],
    ['first', 'hours of another layer begin', '09:00', '02:30', '10-25T00:30'],
  ])('end at the %s of a time shown twice where %s', (_, __, handoff, other, end) => {
    const lower = layer({}, { restrictions: [{ days: ['sunday'], from: other, to: '08:00' }] });
    const rotation = { handoff, members: ['ann', 'ann', 'ann'] };
    const schedule = plan([layer(rotation, { restrictions: [night] }), lower]);
    const [shift] = shiftsBetween(schedule, [], at('2026-10-24T12:00Z'), at('2026-10-25T12:00Z'));
    expect([shift?.userId, shift && short(shift.end)]).toEqual(['ann', end]);
  });
});

describe('the schedule', () => {
  const night = { days: WORKDAYS, from: '20:00', to: '08:00' };
  const layers = [
    layer({ members: ['ann'] }, { restrictions: [work] }),
    layer({ members: ['ben'] }, { name: 'second', restrictions: [work, night] }),
  ];
  const [from, to] = [at('2026-01-05T00:00Z'), at('2026-01-06T00:00Z')];

  it('is the first layer with somebody, and says where there is none', () => {
    const shifts = shiftsBetween(plan(layers), [], from, to);
    expect(shifts).toEqual([
      {
        userId: 'ann',
        start: at('2026-01-05T08:00Z'),
        end: at('2026-01-05T16:00Z'),
        layer: 'first',
        overrideId: null,
      },
      { userId: 'ben', start: at('2026-01-05T19:00Z'), end: to, layer: 'second', overrideId: null },
    ]);
    expect(gapsBetween(shifts, from, to)).toEqual([
      { start: from, end: at('2026-01-05T08:00Z') },
      { start: at('2026-01-05T16:00Z'), end: at('2026-01-05T19:00Z') },
    ]);
  });

  it('follows the override that was made last, and the one below where that ends', () => {
    const override = (number: number, userId: string, start: string, end: string) => ({
      id: `o${number}`,
      number,
      userId,
      start: at(`2026-01-05T${start}Z`),
      end: at(`2026-01-05T${end}Z`),
    });
    const overrides = [
      override(3, 'eve', '10:00', '12:00'),
      override(1, 'dan', '09:00', '18:00'),
      override(2, 'fay', '11:00', '13:00'),
      override(4, 'gus', '12:00', '12:00'),
    ];
    const shifts = shiftsBetween(plan(layers), overrides, from, at('2026-01-05T19:00Z'));
    expect(
      shifts.map(({ userId, start, end, overrideId }) => [
        userId,
        short(start).slice(6),
        short(end).slice(6),
        overrideId,
      ]),
    ).toEqual([
      ['ann', '08:00', '09:00', null],
      ['dan', '09:00', '10:00', 'o1'],
      ['eve', '10:00', '12:00', 'o3'],
      ['fay', '12:00', '13:00', 'o2'],
      ['dan', '13:00', '18:00', 'o1'],
    ]);
  });

  it.each([
    ['2026-01-05T07:59:59.999Z', null],
    ['2026-01-05T08:00:00.000Z', 'ann'],
    ['2026-01-05T15:59:59.999Z', 'ann'],
    ['2026-01-05T16:00:00.000Z', null],
  ])('knows who is on call at %s: %s', (instant, user) => {
    expect(onCallAt(plan(layers), [], at(instant))).toBe(user);
  });

  it('is empty where no time is asked for', () => {
    expect(shiftsBetween(plan([layer()]), [], to, from)).toEqual([]);
    expect(shiftsBetween(plan([layer()]), [], from, from)).toEqual([]);
    expect(gapsBetween([], from, from)).toEqual([]);
  });
});

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
    days: fc.uniqueArray(fc.constantFrom<Weekday>(...WORKDAYS, 'saturday', 'sunday'), {
      minLength: 1,
    }),
    from: times,
    to: times,
  }),
  { maxLength: 3 },
);
const zones = fc.constantFrom(...SOME_ZONES);
const windows = fc
  .tuple(fc.integer({ min: FROM, max: TO }), fc.integer({ min: 1, max: 40 * DAY_MS }))
  .map(([from, length]) => ({ from, to: Math.min(from + length, TO) }))
  .filter(({ from, to }) => from < to);

describe('over two years, in twenty zones', () => {
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
          const rotation = { ...daily, turn: 'monthly', every, anchor: `2025-12-${day}` } as const;
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
