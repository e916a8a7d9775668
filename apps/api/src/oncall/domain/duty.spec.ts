import { describe, expect, it } from '@jest/globals';
import { dutyAt } from './duty.js';
import type { Layer } from './schedule.js';

const layer = (members: string[], change: Partial<Layer> = {}): Layer => ({
  name: 'first',
  rotation: { turn: 'weekly', every: 1, handoff: '09:00', anchor: '2026-01-05', members },
  restrictions: [],
  turns: 'calendar',
  ...change,
});
const at = (text: string) => new Date(text);
const MONDAY = at('2026-01-05T12:00Z');
const plan = (...layers: Layer[]) => ({ timeZone: 'UTC', layers });
const standIn = (userId: string, start: string, end: string) => ({
  id: 'o1',
  number: 1,
  userId,
  start: at(start),
  end: at(end),
});
const office = layer(['ann'], { restrictions: [{ days: ['monday'], from: '09:00', to: '17:00' }] });

describe('who is on call, until when, and who follows', () => {
  it.each([
    [
      'the next in turn',
      plan(layer(['ann', 'ben'])),
      [],
      { userId: 'ann', layer: 'first', until: at('2026-01-12T09:00Z'), nextId: 'ben' },
    ],
    [
      'nothing changes in sight',
      plan(layer(['ann'])),
      [],
      { userId: 'ann', layer: 'first', until: null, nextId: null },
    ],
    [
      'nobody',
      plan(office),
      [],
      { userId: 'ann', layer: 'first', until: at('2026-01-05T17:00Z'), nextId: null },
    ],
    [
      'after nobody, who comes on',
      plan(layer(['ann'], { restrictions: [{ days: ['friday'], from: '09:00', to: '17:00' }] })),
      [],
      { userId: null, layer: null, until: at('2026-01-09T09:00Z'), nextId: 'ann' },
    ],
    [
      'who was on call before the override',
      plan(layer(['ann', 'ben'])),
      [standIn('cat', '2026-01-05T11:00Z', '2026-01-05T13:00Z')],
      { userId: 'cat', overrideId: 'o1', until: at('2026-01-05T13:00Z'), nextId: 'ann' },
    ],
    [
      'oneself in turn, when standing in ends',
      plan(layer(['ann', 'ben'])),
      [standIn('ann', '2026-01-05T11:00Z', '2026-01-05T13:00Z')],
      { userId: 'ann', overrideId: 'o1', until: at('2026-01-05T13:00Z'), nextId: 'ann' },
    ],
    [
      'oneself for another reason, and then the next',
      plan(layer(['ann', 'ben'])),
      [standIn('ann', '2026-01-12T09:00Z', '2026-01-12T10:00Z')],
      { userId: 'ann', layer: 'first', until: at('2026-01-12T10:00Z'), nextId: 'ben' },
    ],
    ['nobody at all', plan(), [], { userId: null, layer: null, until: null, nextId: null }],
  ])('%s', (_, schedule, overrides, expected) => {
    expect(dutyAt(schedule, overrides, MONDAY)).toEqual({
      layer: null,
      overrideId: null,
      ...expected,
    });
  });
});
