import { describe, expect, it } from '@jest/globals';
import { acknowledgedUntil, presentSnooze, type Incident } from './incident.js';
import { incidentOf, minutes, noon } from './incident-examples.js';
import { snoozed, snoozeEndBy, unsnoozed } from './snooze.js';
import { acknowledged, quieted, reopened, resolvedBy, unacknowledged } from './transitions.js';

const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;
const ben = { kind: 'user', id: 'u-2', name: 'Ben' } as const;
const source = { kind: 'system', id: 'system:incidents', name: 'system:incidents' } as const;
const MOVE = { version: 4, updatedAt: noon };
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
const held = { at: minutes(-3), until: minutes(60), by: anna, endedAt: null };
const sleeping = incidentOf({ snooze: held });
const ENDED = { ...held, endedAt: noon };

describe('snoozing an incident', () => {
  it.each<[string, Incident]>([
    ['that nobody has', triggered],
    ['that somebody has, who keeps it', taken],
    ['that slept before', incidentOf({ snooze: { ...held, endedAt: minutes(-2) } })],
    ['that sleeps: until another time', incidentOf({ snooze: { ...held, until: minutes(10) } })],
  ])('one %s', (_, before) => {
    const move = snoozed(before, ben, minutes(60), noon);
    const snooze = { at: noon, until: minutes(60), by: ben, endedAt: null };
    expect(move?.incident).toEqual({ ...before, snooze, ...MOVE });
    expect([move?.kind, move?.event.name]).toEqual(['snoozed', 'incident.snoozed']);
  });

  it('once more until the same time changes nothing, whoever asks, however little is left of it', () => {
    expect(snoozed(sleeping, ben, minutes(60), noon)).toBeNull();
    expect(snoozed(sleeping, ben, minutes(60), minutes(59))).toBeNull();
  });

  it('takes five minutes to a day', () => {
    for (const until of [minutes(-1), noon, minutes(4.9), minutes(24 * 60 + 1)])
      expect(() => snoozed(triggered, anna, until, noon)).toThrow('5 minutes to 24 hours');
    expect(snoozed(triggered, anna, minutes(5), noon)).not.toBeNull();
    expect(snoozed(triggered, anna, minutes(24 * 60), noon)).not.toBeNull();
  });

  it('is refused once it is over', () => {
    expect(() => snoozed(over, anna, minutes(60), noon)).toThrow('INC-17 is resolved');
  });
});

describe('the end of a snooze', () => {
  it.each<[string, Incident]>([
    ['leaves one that nobody had triggered', sleeping],
    ['takes it from whoever had it: people are paged again', { ...taken, snooze: held }],
  ])('%s', (_, before) => {
    const move = unsnoozed(before, noon);
    const nobody = { state: 'triggered', acknowledgedAt: null, acknowledgedBy: null } as const;
    expect(move?.incident).toEqual({ ...before, ...nobody, snooze: ENDED, ...MOVE });
    expect([move?.kind, move?.event.name]).toEqual(['unsnoozed', 'incident.unsnoozed']);
  });

  it('comes once', () => {
    expect(unsnoozed(triggered, noon)).toBeNull();
    expect(unsnoozed(incidentOf({ snooze: ENDED }), noon)).toBeNull();
  });

  it('comes with whatever else becomes of the incident', () => {
    const ends: [string, Incident | undefined][] = [
      ['acknowledged', acknowledged(sleeping, ben, noon)?.incident],
      ['unacknowledged', unacknowledged({ ...taken, snooze: held }, noon)?.incident],
      ['resolved', resolvedBy(sleeping, ben, [], false, noon)?.incident],
      ['over', quieted(sleeping, source, noon)?.incident],
    ];
    for (const [name, after] of ends) expect([name, after?.snooze]).toEqual([name, ENDED]);
    expect(reopened({ ...over, snooze: ENDED }, false, noon)?.incident.snooze).toEqual(ENDED);
  });
});

describe('what alerts do to a snooze', () => {
  it.each<
    [string, Incident, { severity?: Incident['severity']; newcomers: number }, string | null]
  >([
    ['a worse severity ends it', sleeping, { severity: 'critical', newcomers: 0 }, 'severity'],
    ['an alert that is new to it ends it', sleeping, { newcomers: 1 }, 'alert'],
    ['one that went off and on does not', sleeping, { newcomers: 0 }, null],
    ['one that does not sleep has none to end', triggered, { newcomers: 1 }, null],
  ])('%s', (_, before, { severity = before.severity, newcomers }, end) => {
    expect(snoozeEndBy(before, { severity, newcomers })).toBe(end);
  });
});

describe('what is shown of a snooze', () => {
  it('is what holds', () => {
    const { at, until, by } = held;
    expect(presentSnooze(sleeping)).toEqual({ at, until, by });
    expect(presentSnooze(incidentOf({ snooze: ENDED }))).toBeNull();
    expect(presentSnooze(triggered)).toBeNull();
  });

  it('leaves no acknowledgement that lapses', () => {
    expect(acknowledgedUntil(taken)).toEqual(minutes(29));
    expect(acknowledgedUntil({ ...taken, snooze: held })).toBeNull();
  });
});
