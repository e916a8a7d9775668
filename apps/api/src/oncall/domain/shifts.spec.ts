import { describe, expect, it } from '@jest/globals';
import type { Weekday } from '#contract';
import type { Layer } from './schedule.js';
import { gapsBetween, onCallAt, shiftsBetween } from './shifts.js';
import type { Rotation } from './turns.js';

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

describe('a layer that takes effect at a wall time', () => {
  it.each([
    ['on a plain day', {}, '2026-06-10T09:00', '2026-06-10T07:00Z'],
    ['in the middle of a turn', {}, '2026-06-10T12:30', '2026-06-10T10:30Z'],
    ['behind a gap that it lies in', {}, '2026-03-29T02:30', '2026-03-29T01:00Z'],
    ['at the first of two that it is', {}, '2026-10-25T02:30', '2026-10-25T00:30Z'],
  ] as const)('has nobody on call before it, %s', (_, rotation, effectiveFrom, instant) => {
    const schedule = plan([layer(rotation, { effectiveFrom })]);
    const before = new Date(at(instant).getTime() - 1);
    const [from, to] = [at('2026-01-01T00:00Z'), at('2027-01-01T00:00Z')];
    const shifts = shiftsBetween(schedule, [], from, to);
    expect(gapsBetween(shifts, from, to)).toEqual([{ start: from, end: at(instant) }]);
    expect(onCallAt(schedule, [], before)).toBeNull();
    // Whose turn it is stays as it is without one.
    expect(onCallAt(schedule, [], at(instant))).toBe(onCallAt(plan([layer()]), [], at(instant)));
  });

  it('leaves to the layers below what lies before it, and nobody out where it ends a gap', () => {
    const first = layer({ members: ['ann'] }, { effectiveFrom: '2026-06-10T09:00' });
    const second = layer({ members: ['ben'] }, { name: 'second' });
    expect(told(plan([first, second]), '2026-06-10T00:00Z', '2026-06-11T00:00Z')).toEqual([
      'ben 06-10T00:00 06-10T07:00',
      'ann 06-10T07:00 06-11T00:00',
    ]);
  });

  it('keeps its restricted hours, from then on', () => {
    const schedule = plan([
      layer(
        { members: ['ann'] },
        {
          effectiveFrom: '2026-06-10T12:00',
          restrictions: [{ days: WORKDAYS, from: '09:00', to: '17:00' }],
        },
      ),
    ]);
    expect(told(schedule, '2026-06-09T00:00Z', '2026-06-12T00:00Z')).toEqual([
      'ann 06-10T10:00 06-10T15:00',
      'ann 06-11T07:00 06-11T15:00',
    ]);
  });

  it('is nobody at all in a time that ends before', () => {
    const schedule = plan([layer({}, { effectiveFrom: '2199-12-31T09:00' })]);
    expect(told(schedule, '2026-01-01T00:00Z', '2026-02-01T00:00Z')).toEqual([]);
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

describe('an instant at which a time is shown that is shown again', () => {
  const night = { days: ['saturday'] as Weekday[], from: '22:00', to: '02:30' };
  it.each([
    ['before the hours end the first time', '2026-10-25T00:15Z', 'ann'],
    ['between their two ends', '2026-10-25T00:45Z', 'ann'],
    ['before they end the last time', '2026-10-25T01:15Z', 'ann'],
    ['behind them', '2026-10-25T01:30Z', null],
  ])('has somebody on call %s', (_, instant, who) => {
    const schedule = plan([layer({ members: ['ann'] }, { restrictions: [night] })]);
    expect(onCallAt(schedule, [], at(instant))).toBe(who);
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
