import { describe, expect, it } from '@jest/globals';
import type { User } from '../../access/domain/user.js';
import { mayBeOnCall, notOnCall, peopleOf, personIn } from './responders.js';
import { layerFaults, membersOf, withMembers, type Layer, type Schedule } from './schedule.js';

const layer = (name: string, ...members: string[]): Layer => ({
  name,
  rotation: { turn: 'daily', every: 1, handoff: '09:00', anchor: '2026-01-05', members },
  restrictions: [],
  turns: 'calendar',
});
const now = new Date('2026-01-01T00:00:00Z');
const schedule: Schedule = {
  id: 's1',
  slug: 'shop',
  name: 'Shop',
  territory: 'DE',
  team: null,
  timeZone: 'UTC',
  layers: [layer('first', 'ann', 'ben'), layer('second', 'ben', 'cat')],
  labels: {},
  version: 2,
  createdAt: now,
  updatedAt: now,
};

describe('layers', () => {
  it('name everybody once, and keep their order with other words', () => {
    expect(membersOf(schedule)).toEqual(['ann', 'ben', 'cat']);
    const layers = withMembers(schedule.layers, (member, path) => `${path}=${member}`);
    expect(layers.map(({ rotation }) => rotation.members)).toEqual([
      ['layers.0.rotation.members.0=ann', 'layers.0.rotation.members.1=ben'],
      ['layers.1.rotation.members.0=ben', 'layers.1.rotation.members.1=cat'],
    ]);
    expect(layers[0]).toMatchObject({ name: 'first', rotation: { handoff: '09:00' } });
  });

  it('have names of their own', () => {
    expect(layerFaults(schedule.layers)).toEqual([]);
    expect(layerFaults(['a', 'b', 'a', 'a'].map((name) => ({ name })))).toEqual([
      { path: 'layers.2.name', code: 'duplicate', message: 'is the name of layer 1 already.' },
      { path: 'layers.3.name', code: 'duplicate', message: 'is the name of layer 1 already.' },
    ]);
  });
});

const user: User = {
  id: 'ann',
  name: 'Ann',
  email: 'ann@example.org',
  grants: [{ role: 'responder', territories: ['DE'] }],
  disabled: false,
  lastSeenAt: null,
  createdAt: now,
};

describe('people', () => {
  it.each([
    ['a responder there', {}, true],
    ['a responder elsewhere', { grants: [{ role: 'responder', territories: ['CH'] }] }, false],
    ['a viewer there', { grants: [{ role: 'viewer', territories: ['DE'] }] }, false],
    ['an administrator there', { grants: [{ role: 'admin', territories: ['DE'] }] }, true],
    ['a disabled account', { disabled: true }, false],
    ['who has no access', { grants: [] }, false],
  ] as const)('can be on call, or not: %s', (_, change, expected) => {
    expect(mayBeOnCall({ ...user, ...change }, 'DE')).toBe(expected);
  });

  it('who cannot are told of by their field', () => {
    expect(notOnCall('user', 'x@example.org', 'DE')).toEqual({
      path: 'user',
      code: 'not-a-responder',
      message: expect.stringContaining('"x@example.org" who can be on call in DE'),
    });
  });

  it('are shown with name and address', () => {
    const people = peopleOf([user, { ...user, id: 'ben', disabled: true }]);
    expect(personIn(people, 'ann')).toEqual({
      id: 'ann',
      name: 'Ann',
      email: 'ann@example.org',
      active: true,
    });
    expect(personIn(people, 'ben').active).toBe(false);
    expect(personIn(people, 'cat')).toEqual({ id: 'cat', name: 'cat', email: '', active: false });
  });
});
