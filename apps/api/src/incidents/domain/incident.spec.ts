import { describe, expect, it } from '@jest/globals';
import {
  acknowledgedUntil,
  isFlapping,
  isOpenIncident,
  nameOf,
  originOf,
  numberIn,
  openingOf,
  presentAcknowledgement,
  type Opening,
} from './incident.js';
import { incidentOf, minutes, noon } from './incident-examples.js';

const over = (automatic: boolean, at: number) =>
  incidentOf({ state: 'resolved', automatic, resolvedAt: minutes(at) });

describe('an incident', () => {
  it.each<[string, number | null]>([
    ['INC-17', 17],
    ['inc-17', 17],
    ['17', 17],
    ['INC-0', null],
    ['INC-017', null],
    ['INC-', null],
    ['INC-1234567890', null],
    ['17x', null],
    ['0190a0b0-0000-7000-8000-000000000000', null],
  ])('%s has the number %s', (text, number) => {
    expect(numberIn(text)).toBe(number);
  });

  it.each<[Parameters<typeof incidentOf>[0], Date | null]>([
    [{ state: 'acknowledged', acknowledgedAt: minutes(3) }, minutes(33)],
    [{ state: 'acknowledged', acknowledgedAt: minutes(3), class: 'ticket' }, null],
    [{ state: 'resolved', acknowledgedAt: minutes(3) }, null],
    [{ state: 'triggered', acknowledgedAt: minutes(3) }, null],
    [{ state: 'triggered' }, null],
  ])('%j is acknowledged until %s', (changes, until) => {
    expect(acknowledgedUntil(incidentOf(changes))).toEqual(until);
  });

  it.each([
    ['heartbeat', { source: 'leitstand', groupKey: 'silent|heartbeat:0190a0b0' }],
    ['source', { source: 'leitstand', groupKey: 'silent|source:0190a0b0' }],
    ['people', { source: null, groupKey: 'declared|0190a0b0' }],
    ['alerts', { source: 'prometheus', groupKey: 'DE|page|slo:shop' }],
    ['alerts', { source: 'silent', groupKey: 'DE|page|silent|source:shop' }],
  ] as const)('began with %s', (origin, changes) => {
    expect(originOf(incidentOf(changes))).toBe(origin);
  });

  it('is called by its number, and open until it is resolved', () => {
    expect(nameOf({ number: 17 })).toBe('INC-17');
    expect(
      (['triggered', 'acknowledged', 'resolved'] as const).map((state) =>
        isOpenIncident({ state }),
      ),
    ).toEqual([true, true, false]);
  });
});

describe('an alert that opens', () => {
  it.each<[Opening, string, ReturnType<typeof incidentOf> | null]>([
    ['begins', 'without one', null],
    ['joins', 'that is triggered', incidentOf({})],
    ['joins', 'that is acknowledged', incidentOf({ state: 'acknowledged' })],
    ['reopens', 'that resolved by itself just now', over(true, 0)],
    ['reopens', 'that resolved by itself 15 minutes ago', over(true, -15)],
    ['begins', 'that resolved by itself before', over(true, -15.01)],
    ['begins', 'that somebody resolved', over(false, 0)],
  ])('%s an incident: in a group %s', (opening, _, last) => {
    expect(openingOf(last, noon)).toBe(opening);
  });
});

describe('flapping', () => {
  it.each<[boolean, number[]]>([
    [false, []],
    [false, [-2, -1]],
    [true, [-3, -2, -1]],
    [true, [-59.9, -2, -1]],
    [false, [-60, -2, -1]],
  ])('is %s after reopenings at %j minutes', (flaps, times) => {
    expect(isFlapping({ reopenings: times.map(minutes) }, noon)).toBe(flaps);
  });
});

describe('who has an incident', () => {
  const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;

  it.each([
    ['somebody since it was triggered', 1, true],
    ['nobody, who had it before it was reopened', -1, false],
  ])('is %s', (_, after, has) => {
    const at = minutes(after);
    expect(
      presentAcknowledgement({ triggeredAt: noon, acknowledgedAt: at, acknowledgedBy: anna }),
    ).toEqual(
      has
        ? { acknowledgedAt: at, acknowledgedBy: anna }
        : { acknowledgedAt: null, acknowledgedBy: null },
    );
  });
});
