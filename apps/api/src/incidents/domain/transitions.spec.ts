import { describe, expect, it } from '@jest/globals';
import type { Incident, Transition } from './incident.js';
import { incidentOf, minutes, noon } from './incident-examples.js';
import {
  acknowledged,
  disturbed,
  quieted,
  reopened,
  resolvedBy,
  unacknowledged,
} from './transitions.js';

const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;
const source = { kind: 'system', id: 'system:incidents', name: 'system:incidents' } as const;
const triggered = incidentOf({});
const taken = incidentOf({
  state: 'acknowledged',
  acknowledgedAt: minutes(-1),
  acknowledgedBy: anna,
});
const over = incidentOf({
  state: 'resolved',
  resolvedAt: minutes(-1),
  resolvedBy: source,
  automatic: true,
});
const declared = incidentOf({ source: null, slo: null, firing: 0 });
const flapping = [minutes(-30), minutes(-20), minutes(-10)];

const MOVE = { version: 4, updatedAt: noon };
const OVER = { state: 'resolved', resolvedAt: noon, quietUntil: null, ...MOVE } as const;

function expectMove(
  transition:
    | (Pick<Transition, 'incident' | 'kind'> & { event: Transition['event'] | null })
    | null,
  before: Incident,
  change: Partial<Incident> | null,
  event?: string | null,
): void {
  expect(transition?.incident ?? null).toEqual(change && { ...before, ...change });
  if (change) expect(transition?.event?.name ?? null).toBe(event ?? null);
}

describe('taking an incident on', () => {
  it.each<[string, Incident, Partial<Incident> | null]>([
    [
      'that is triggered',
      triggered,
      { state: 'acknowledged', acknowledgedAt: noon, acknowledgedBy: anna, ...MOVE },
    ],
    ['that somebody has: the first one counts', taken, null],
    ['that is over', over, null],
  ])('%s', (_, before, change) => {
    expectMove(acknowledged(before, anna, noon), before, change, 'incident.acknowledged');
  });

  it.each<[string, Incident, Partial<Incident> | null]>([
    [
      'that somebody has',
      taken,
      { state: 'triggered', acknowledgedAt: null, acknowledgedBy: null, ...MOVE },
    ],
    ['that nobody has', triggered, null],
  ])('is taken back: one %s', (_, before, change) => {
    expectMove(unacknowledged(before, noon), before, change, 'incident.unacknowledged');
  });

  it('is not taken back when it is over', () => {
    expect(() => unacknowledged(over, noon)).toThrow('INC-17 is resolved');
  });
});

describe('resolving an incident', () => {
  it.each<[string, Incident, string[], boolean, Partial<Incident> | null]>([
    ['that is triggered', triggered, [], false, { ...OVER, resolvedBy: anna, automatic: false }],
    ['that somebody has', taken, [], false, { ...OVER, resolvedBy: anna, automatic: false }],
    ['although it fires', taken, ['A'], true, { ...OVER, resolvedBy: anna, automatic: false }],
    ['that people declared', declared, [], false, { ...OVER, resolvedBy: anna, automatic: false }],
    ['that is over, whatever fires', over, ['A'], false, null],
  ])('by hand: one %s', (_, before, firing, despite, change) => {
    const transition = resolvedBy(before, anna, firing, despite, noon);
    expectMove(transition, before, change, 'incident.resolved');
  });

  it.each<[string[], string]>([
    [['A'], 'still fire: A.'],
    [['A', 'B', 'C', 'D', 'E'], 'still fire: A, B, C, D, E.'],
    [['A', 'B', 'C', 'D', 'E', 'F', 'G'], 'still fire: A, B, C, D, E and 2 more.'],
  ])('is refused while alerts fire, and names them: %j', (firing, words) => {
    expect(() => resolvedBy(triggered, anna, firing, false, noon)).toThrow(words);
    expect(() => resolvedBy(triggered, anna, firing, false, noon)).toThrow(
      expect.objectContaining({ fields: [expect.objectContaining({ code: 'still-firing' })] }),
    );
  });

  const quietSoon = { quietUntil: minutes(15), ...MOVE };
  const byItself = { ...OVER, resolvedBy: source, automatic: true };
  it.each<[string, Incident, Partial<Incident> | null]>([
    ['that nothing holds open', triggered, byItself],
    ['that somebody has', taken, byItself],
    ['that went off and on twice', incidentOf({ reopenings: flapping.slice(1) }), byItself],
    ['that flaps: not yet', incidentOf({ reopenings: flapping }), quietSoon],
    ['that waits for quiet', incidentOf({ reopenings: flapping, quietUntil: minutes(1) }), null],
    ['that waits, and flaps no more', incidentOf({ quietUntil: minutes(1) }), null],
    ['that was quiet', incidentOf({ reopenings: flapping, quietUntil: noon }), byItself],
    ['that people declared: never', declared, null],
    ['that is over', over, null],
  ])('by itself: one %s', (_, before, change) => {
    const isOver = change?.state === 'resolved';
    const event = isOver ? 'incident.resolved' : null;
    const transition = quieted(before, source, noon);
    expectMove(transition, before, change, event);
    if (transition) expect(transition.kind).toBe(isOver ? 'resolved' : 'flapping');
  });

  it('waits for quiet anew after every disturbance', () => {
    const waiting = incidentOf({ quietUntil: minutes(1) });
    expect(disturbed(waiting, noon)).toEqual({ ...waiting, quietUntil: null, ...MOVE });
    expect(disturbed(triggered, noon)).toBe(triggered);
  });
});

describe('reopening an incident', () => {
  const open = {
    state: 'triggered',
    triggeredAt: noon,
    resolvedAt: null,
    resolvedBy: null,
    automatic: null,
    ...MOVE,
  } as const;
  it.each<[string, Incident, boolean, Partial<Incident> | null]>([
    ['by hand', over, false, open],
    ['by itself, which is counted', over, true, { ...open, reopenings: [noon] }],
    [
      'once more, and what is longer ago than an hour is forgotten',
      { ...over, reopenings: [minutes(-60), minutes(-59)] },
      true,
      { ...open, reopenings: [minutes(-59), noon] },
    ],
    ['that is open', taken, false, null],
  ])('%s', (_, before, byItself, change) => {
    expectMove(reopened(before, byItself, noon), before, change, 'incident.reopened');
  });

  it('keeps who had it last, who is asked first', () => {
    const before = { ...over, acknowledgedAt: minutes(-3), acknowledgedBy: anna };
    expect(reopened(before, true, noon)?.incident).toMatchObject({
      state: 'triggered',
      acknowledgedBy: anna,
    });
  });
});
