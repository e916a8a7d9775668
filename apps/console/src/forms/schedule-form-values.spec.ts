import { describe, expect, it } from '@jest/globals';
import type { Schedule } from '../api/contract.js';
import {
  blankLayer,
  blankMember,
  isComplete,
  mondayOf,
  scheduleInput,
  scheduleValues,
} from './schedule-form-values.js';

const person = (email: string) => ({ id: email, name: email, email, active: true });
const schedule: Schedule = {
  slug: 'nights',
  name: 'Nights',
  territory: 'DE',
  team: null,
  timeZone: 'Europe/Berlin',
  labels: {},
  layers: [
    {
      name: 'first',
      rotation: {
        turn: 'daily',
        every: 2,
        handoff: '21:00',
        anchor: '2026-01-05',
        members: [person('ann@example.org'), person('ben@example.org')],
      },
      restrictions: [{ days: ['friday', 'saturday'], from: '22:00', to: '06:00' }],
      turns: 'worked',
      effectiveFrom: '2026-01-05T21:00',
    },
  ],
  sample: false,
  version: 3,
  updatedAt: '2026-03-01T12:00:00Z',
};

describe('the form of a schedule', () => {
  it('sends what it was filled with, members by address and in their order', () => {
    const { name, territory, team, timeZone } = schedule;
    const [layer] = schedule.layers;
    expect(scheduleInput(scheduleValues(schedule))).toEqual({
      name,
      territory,
      team,
      timeZone,
      layers: [
        {
          ...layer,
          rotation: { ...layer?.rotation, members: ['ann@example.org', 'ben@example.org'] },
        },
      ],
    });
  });

  it.each([
    [null, 'always'],
    ['2026-01-05T21:00', 'first'],
    ['2026-02-01T08:30', 'other'],
  ] as const)('keeps the begin of a layer: %s is %s', (effectiveFrom, begins) => {
    const layers = schedule.layers.map((layer) => ({ ...layer, effectiveFrom }));
    const values = scheduleValues({ ...schedule, layers });
    expect(values.layers[0]?.begins).toBe(begins);
    expect(scheduleInput(values).layers[0]?.effectiveFrom).toBe(effectiveFrom);
  });

  it('begins a new layer with its first turn, whatever its date and time become', () => {
    const layer = { ...blankLayer('x', '2026-12-14'), handoff: '08:30' };
    const input = scheduleInput({ ...scheduleValues(schedule), layers: [layer] });
    expect(input.layers[0]?.effectiveFrom).toBe('2026-12-14T08:30');
  });

  it('knows when there is enough to ask what it would come to', () => {
    const values = scheduleValues(schedule);
    const [layer] = values.layers;
    if (!layer) throw new Error('no layer');
    expect(isComplete(values)).toBe(true);
    const with_ = (change: object) => isComplete({ ...values, layers: [{ ...layer, ...change }] });
    expect(with_({ members: [...layer.members, blankMember()] })).toBe(false);
    expect(with_({ every: '' })).toBe(false);
    expect(with_({ begins: 'other', effectiveFrom: '' })).toBe(false);
    expect(with_({ hours: [{ key: 'k', days: [], from: '09:00', to: '17:00' }] })).toBe(false);
    expect(isComplete({ ...values, slug: '' })).toBe(false);
    expect(isComplete({ ...values, layers: [blankLayer('x', '2026-01-05')] })).toBe(false);
  });

  it.each([
    ['2026-03-02T00:00:00Z', '2026-03-02'],
    ['2026-03-08T23:59:00Z', '2026-03-02'],
    ['2026-01-01T12:00:00Z', '2025-12-29'],
  ])('begins its turns on the Monday of %s: %s', (at, monday) => {
    expect(mondayOf(new Date(at))).toBe(monday);
  });
});
