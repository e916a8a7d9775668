import { describe, expect, it } from '@jest/globals';
import { hasteRefusal, type Hastened } from './haste.js';

const at = new Date('2026-03-02T12:00:00Z');
const by = { kind: 'user', id: 'ann', name: 'Ann' } as const;
const snooze = { at, until: at, by, endedAt: null };
const open: Hastened = {
  state: 'triggered',
  class: 'page',
  snooze: null,
  isServed: true,
  isHeld: false,
};

describe('the next step at once', () => {
  it.each<[Partial<Hastened>, string | null]>([
    [{}, null],
    [{ state: 'acknowledged' }, null],
    [{ snooze: { ...snooze, endedAt: at } }, null],
    [{ state: 'resolved' }, 'resolved-already'],
    [{ class: 'ticket' }, 'pages-nobody'],
    [{ isServed: false }, 'pages-nobody'],
    [{ isHeld: true }, 'maintenance'],
    [{ state: 'acknowledged', isServed: false }, 'pages-nobody'],
    [{ snooze }, 'snoozed'],
    [{ snooze, isServed: false }, 'snoozed'],
    [{ state: 'resolved', isServed: false }, 'resolved-already'],
  ])('is refused where nobody is next, for the reason that stands first (%j)', (change, why) => {
    expect(hasteRefusal({ ...open, ...change })).toBe(why);
  });
});
