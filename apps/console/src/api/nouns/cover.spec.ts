import { describe, expect, it } from '@jest/globals';
import { ROLE_PERMISSIONS, type Role } from '#contract';
import type { Me } from '../contract.js';
import { hoursWithin, mayCover, mayTakeBack, membersOf } from './cover.js';

const me = (role: Role, territories = ['DE']): Me => ({
  id: 'me',
  kind: 'user',
  name: 'Me',
  email: 'me@example.org',
  locale: null,
  timeZone: null,
  seenTimeZone: null,
  grants: [{ role, territories }],
  permissions: [...ROLE_PERMISSIONS[role]],
  territories,
});
const person = (id: string, active = true) => ({
  id,
  name: id,
  email: `${id}@example.org`,
  active,
});

describe('what somebody may arrange of a turn', () => {
  it.each([
    ['viewer', 'ben', false, false],
    ['responder', 'ben', true, false],
    ['responder', null, true, false],
    ['responder', 'me', false, true],
    ['editor', 'ben', true, true],
    ['editor', null, true, true],
    ['editor', 'me', false, true],
  ] as const)('%s, of the turn of %s: take %s, give %s', (role, holder, take, give) => {
    expect(mayCover(me(role), 'DE', holder && { id: holder })).toEqual({ take, give });
  });

  it('is nothing where they hold no role', () => {
    expect(mayCover(me('editor', ['CH']), 'DE', null)).toEqual({ take: false, give: false });
    expect(mayCover(undefined, 'DE', null)).toEqual({ take: false, give: false });
  });
});

describe('an override', () => {
  it.each([
    ['viewer', 'me', false],
    ['responder', 'me', true],
    ['responder', 'ben', false],
    ['responder', null, false],
    ['editor', 'ben', true],
    ['editor', null, true],
  ] as const)('is taken back by a %s, made by %s: %s', (role, by, may) => {
    expect(mayTakeBack(me(role), 'DE', { createdBy: by && person(by) })).toBe(may);
  });
});

describe('the members of a schedule', () => {
  it('are those of all layers whom something reaches, each once', () => {
    const layer = (...members: ReturnType<typeof person>[]) => ({
      name: 'x',
      restrictions: [],
      turns: 'calendar' as const,
      rotation: {
        turn: 'weekly' as const,
        every: 1,
        handoff: '09:00',
        anchor: '2026-01-05',
        members,
      },
    });
    const layers = [
      layer(person('anna'), person('gone', false)),
      layer(person('ben'), person('anna')),
    ];
    expect(membersOf({ layers }).map(({ id }) => id)).toEqual(['anna', 'ben']);
  });
});

describe('a part of a turn', () => {
  const HOUR = 3_600_000;
  it('is shorter than it', () => {
    expect(hoursWithin(0, 8 * HOUR)).toEqual([1, 2, 4]);
    expect(hoursWithin(0, HOUR)).toEqual([]);
    expect(hoursWithin(0, null)).toEqual([1, 2, 4, 8, 12, 24]);
  });
});
