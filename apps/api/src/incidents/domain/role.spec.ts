import { describe, expect, it } from '@jest/globals';
import type { User } from '../../access/domain/user.js';
import { noon, minutes } from './incident-examples.js';
import { handed, mayHaveRole, type RoleHolder } from './role.js';

const ann = { kind: 'user', id: 'u-1', name: 'Ann' } as const;
const role = { incidentId: 'i-1', role: 'incident-commander' } as const;
const held: RoleHolder = { ...role, userId: 'u-2', givenBy: ann, since: minutes(-5) };

describe('a role', () => {
  it.each<[string, RoleHolder | null, string | null, RoleHolder | null | undefined]>([
    ['is given', null, 'u-3', { ...role, userId: 'u-3', givenBy: ann, since: noon }],
    ['is handed over', held, 'u-3', { ...role, userId: 'u-3', givenBy: ann, since: noon }],
    ['is taken from everybody', held, null, null],
    ['stays with who has it', held, 'u-2', undefined],
    ['stays with nobody', null, null, undefined],
  ])('%s', (_, before, userId, after) =>
    expect(handed(before, { ...role, userId }, ann, noon)).toEqual(after),
  );
});

describe('who can have a role', () => {
  const user = (change: Partial<User>): User => ({
    id: 'u-2',
    name: 'Ben',
    email: 'ben@example.org',
    grants: [{ role: 'responder', territories: ['DE'] }],
    disabled: false,
    lastSeenAt: null,
    createdAt: noon,
    ...change,
  });
  const viewer = user({ grants: [{ role: 'viewer', territories: ['DE'] }] });
  it.each<[string, User, Parameters<typeof mayHaveRole>[2], boolean]>([
    ['a responder there', user({}), null, true],
    [
      'a responder elsewhere',
      user({ grants: [{ role: 'responder', territories: ['CH'] }] }),
      null,
      false,
    ],
    ['whoever may only read', viewer, null, false],
    ['whoever was asked to help', viewer, { state: 'pending' }, true],
    ['whoever declined to', viewer, { state: 'declined' }, false],
    ['nobody whose account is disabled', user({ disabled: true }), { state: 'accepted' }, false],
  ])('%s', (_, who, asked, can) => expect(mayHaveRole(who, 'DE', asked)).toBe(can));
});
