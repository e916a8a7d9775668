import { describe, expect, it } from '@jest/globals';
import { changeUser, type UpdateUserCommand } from './change-user.js';
import type { Grant } from './grants.js';
import type { User } from './user.js';

function user(id: string, grants: Grant[], disabled = false): User {
  return {
    id,
    name: id,
    email: `${id}@example.org`,
    grants,
    disabled,
    lastSeenAt: null,
    createdAt: new Date(0),
  };
}
const admin = (...territories: string[]): Grant[] => [{ role: 'admin', territories }];

const ADA = user('ada', admin('CH', 'DE'));
const DORA = user('dora', admin('DE'));
const VERA = user('vera', [{ role: 'viewer', territories: ['CH', 'DE'] }]);

function change(
  before: User,
  command: UpdateUserCommand,
  territories: string[],
  administrators: User[] = [ADA, DORA],
  actor = 'ada',
) {
  return changeUser(actor, territories, before, command, administrators);
}

describe('changing somebody’s access', () => {
  it('replaces the grants within the administrator’s territories and keeps the others', () => {
    const result = change(VERA, { grants: [{ role: 'editor', territories: ['DE'] }] }, ['DE']);
    expect(result).toMatchObject({
      ok: true,
      value: {
        add: [{ role: 'editor', territory: 'DE' }],
        take: [{ role: 'viewer', territory: 'DE' }],
        after: {
          grants: [
            { role: 'viewer', territories: ['CH'] },
            { role: 'editor', territories: ['DE'] },
          ],
        },
      },
    });
  });

  it.each<[string, User, UpdateUserCommand, string[], string]>([
    ['grants beyond one’s territories', VERA, { grants: admin('CH') }, ['DE'], 'forbidden'],
    ['disabling somebody with access elsewhere', VERA, { disabled: true }, ['DE'], 'forbidden'],
    ['disabling oneself', ADA, { disabled: true }, ['CH', 'DE'], 'conflict'],
    [
      'demoting the last administrator of CH',
      ADA,
      { grants: admin('DE') },
      ['CH', 'DE'],
      'conflict',
    ],
  ])('refuses %s', (_what, before, command, territories, code) => {
    expect(change(before, command, territories)).toMatchObject({ ok: false, error: { code } });
  });

  it('leaves a disabled account disabled when only its roles change', () => {
    const disabled = user('dis', [...VERA.grants], true);
    const result = change(disabled, { grants: [] }, ['CH', 'DE']);
    expect(result).toMatchObject({
      ok: true,
      value: { disabledChanged: false, after: { disabled: true } },
    });
  });

  it('counts disabled administrators for nothing', () => {
    const asleep = user('sleeper', admin('CH', 'DE'), true);
    const result = change(ADA, { grants: [] }, ['CH', 'DE'], [ADA, asleep], 'other');
    expect(result).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('CH, DE would be left without an administrator') },
    });
    expect(change(DORA, { disabled: true }, ['DE'])).toMatchObject({
      ok: true,
      value: { disabledChanged: true, after: { disabled: true } },
    });
  });

  it('does nothing for a command whose outcome is already there', () => {
    const result = change(VERA, { grants: VERA.grants, disabled: false }, ['CH', 'DE']);
    expect(result).toMatchObject({
      ok: true,
      value: { add: [], take: [], disabledChanged: false },
    });
  });
});
