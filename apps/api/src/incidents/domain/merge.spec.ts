import { describe, expect, it } from '@jest/globals';
import { incidentOf, minutes, noon } from './incident-examples.js';
import { silenceKey, type Incident } from './incident.js';
import { absorbed, isUnmergeable, merged, released, unmerged } from './merge.js';
import { reopened } from './transitions.js';

const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;
const MOVE = { version: 4, updatedAt: noon };
const COUNTS = { firing: 2, folded: 7, ended: 1 };
const NONE = { firing: 0, folded: 0, ended: 0 };
const parent = incidentOf({ id: 'i-0', number: 12 });
const child = incidentOf({});
const taken = { state: 'acknowledged', acknowledgedAt: minutes(-1), acknowledgedBy: anna } as const;
const NOBODY = { state: 'triggered', acknowledgedAt: null, acknowledgedBy: null } as const;
const held = { at: minutes(-3), until: minutes(60), by: anna, endedAt: null };
const over = {
  state: 'resolved',
  resolvedAt: minutes(-1),
  resolvedBy: anna,
  automatic: false,
} as const;
const gone = incidentOf({ ...over, ...NONE, mergedInto: 'i-0' });

describe('an incident that turns out to be another one', () => {
  it.each([
    ['triggered', child],
    ['acknowledged', incidentOf(taken)],
    ['asleep', incidentOf({ snooze: held })],
  ])('is over, and counts nothing: one that is %s', (_, before) => {
    const move = merged(before, parent, anna, noon);
    expect(move?.incident).toEqual({
      ...before,
      ...NONE,
      state: 'resolved',
      resolvedAt: noon,
      resolvedBy: anna,
      automatic: false,
      snooze: before.snooze && { ...held, endedAt: noon },
      mergedInto: 'i-0',
      ...MOVE,
    });
    expect([move?.kind, move?.event.name]).toEqual(['merged', 'incident.resolved']);
  });

  it('is it once', () => {
    expect(merged(gone, parent, anna, noon)).toBeNull();
  });

  it.each<[string, Partial<Incident>, Partial<Incident>, string]>([
    ['itself', { number: 12, id: 'i-0' }, {}, 'into itself'],
    ['one that is over', {}, over, 'INC-12 is resolved'],
    ['anything once it is over', over, {}, 'INC-17 is resolved'],
    ['a third one', { ...over, mergedInto: 'i-9' }, {}, 'INC-17 is resolved'],
    ['one of another class', { class: 'ticket' }, {}, 'is of class page, INC-17 of class ticket'],
    ['one of another territory', { territory: 'CH' }, {}, 'lies in DE, INC-17 in CH'],
    [
      'a heartbeat that is late',
      { source: 'leitstand', groupKey: silenceKey('heartbeat', 'h-1') },
      {},
      'INC-17 is about a silence',
    ],
    [
      'one of a source that is silent',
      {},
      { source: 'leitstand', groupKey: silenceKey('source', 's-1') },
      'INC-12 is about a silence',
    ],
    ['a younger one', { number: 11 }, {}, 'INC-12 is younger than INC-11'],
  ])('is not %s', (_, change, other, message) => {
    expect(() => merged({ ...child, ...change }, { ...parent, ...other }, anna, noon)).toThrow(
      message,
    );
  });

  it('is not reopened, but taken back', () => {
    expect(() => reopened(gone, false, noon)).toThrow('INC-17 was merged');
  });
});

describe('the incident that it is', () => {
  it.each<[string, Partial<Incident>, Partial<Incident>, Partial<Incident>, string]>([
    ['triggered goes on', {}, {}, {}, 'absorbed'],
    ['that somebody has stays theirs', taken, taken, {}, 'absorbed'],
    [
      'that somebody has is nobody’s once nobody has what it is as well',
      taken,
      {},
      NOBODY,
      'absorbed,unacknowledged',
    ],
    [
      'that sleeps wakes up by what nobody has',
      { ...taken, snooze: held },
      {},
      { ...NOBODY, snooze: { ...held, endedAt: noon } },
      'absorbed,unsnoozed',
    ],
    ['that sleeps sleeps on with what sleeps', { snooze: held }, { snooze: held }, {}, 'absorbed'],
    [
      'is as bad as the worse',
      {},
      { severity: 'critical' },
      { severity: 'critical' },
      'absorbed,severity.raised',
    ],
  ])('%s', (_, before, other, change, kinds) => {
    const into = { ...parent, ...before };
    const after = absorbed(into, { ...child, ...other }, COUNTS, noon);
    expect(after.incident).toEqual({ ...into, ...COUNTS, ...change, ...MOVE });
    expect(after.said.map(({ kind }) => kind).join()).toBe(kinds);
    expect(after.said[0]?.data).toEqual({ incident: 'INC-17' });
  });
});

describe('taking it back', () => {
  it.each<[string, Partial<Incident>, Partial<Incident>]>([
    ['nobody has it', {}, { ...NOBODY, triggeredAt: noon }],
    ['somebody had it, it is theirs', taken, taken],
  ])('opens it: %s', (_, before, change) => {
    const was = { ...gone, ...before, ...over };
    const after = unmerged(was, COUNTS, noon);
    const open = { resolvedAt: null, resolvedBy: null, automatic: null, mergedInto: null };
    expect(after.incident).toEqual({ ...was, ...COUNTS, ...open, ...change, ...MOVE });
    expect([after.kind, after.event.name]).toEqual(['unmerged', 'incident.reopened']);
  });

  it('leaves it over where its alerts ended meanwhile', () => {
    const after = unmerged(gone, NONE, noon);
    expect(after.incident).toEqual({ ...gone, automatic: true, mergedInto: null, ...MOVE });
    expect(after.event.name).toBe('incident.changed');
  });

  it('opens what people declared, which no alert ends', () => {
    const declared = { ...gone, source: null };
    expect(unmerged(declared, NONE, noon).incident.state).toBe('triggered');
  });

  it('comes once, and only while the other one is open', () => {
    expect(isUnmergeable(child, parent)).toBe(false);
    expect(isUnmergeable(gone, { ...parent, id: 'another' })).toBe(false);
    expect(isUnmergeable(gone, parent)).toBe(true);
    expect(() => isUnmergeable(gone, { ...parent, ...over })).toThrow('INC-12 is resolved');
  });

  it('ends the other one where nothing of its own fires', () => {
    expect(released(parent, child, COUNTS, anna, noon)).toMatchObject({
      incident: { ...COUNTS, state: 'triggered' },
      said: [{ kind: 'released', data: { incident: 'INC-17' } }],
    });
    expect(released(parent, child, NONE, anna, noon)).toMatchObject({
      incident: { ...NONE, state: 'resolved', automatic: true },
      said: [{ kind: 'released' }, { kind: 'resolved', data: { automatic: true } }],
    });
  });
});
