import { describe, expect, it } from '@jest/globals';
import { byUrgency } from './incident.js';

type Listed = Parameters<typeof byUrgency>[0][number];

const incident = (number: number, changes: Partial<Listed>): Listed => ({
  number,
  class: 'page',
  severity: 'page',
  state: 'triggered',
  snooze: null,
  ...changes,
});
const snooze = {
  at: '2026-03-02T12:00:00.000Z',
  until: '2026-03-02T13:00:00.000Z',
  by: { kind: 'user', id: 'u', name: 'Anna' },
} as const;

const ALL = [
  incident(9, { class: 'ticket', severity: 'ticket' }),
  incident(8, { class: 'info', severity: 'info' }),
  incident(7, { state: 'acknowledged', severity: 'emergency' }),
  incident(6, { snooze }),
  incident(5, {}),
  incident(4, { severity: 'critical' }),
  incident(3, {}),
  incident(2, { severity: 'emergency' }),
  incident(1, { class: 'ticket', severity: 'ticket', state: 'acknowledged' }),
];

describe('open incidents', () => {
  it('stand with what nobody is on first, what wakes people before what does not, then the worst, then the newest', () => {
    expect(byUrgency(ALL).map(({ number }) => number)).toEqual([2, 4, 5, 3, 7, 6, 9, 1, 8]);
  });

  it('stand the same however they come', () => {
    expect(byUrgency(ALL.toReversed())).toEqual(byUrgency(ALL));
  });
});
