import { describe, expect, it } from '@jest/globals';
import { changeUser, refusal, type UpdateUserCommand } from './change-user.js';
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
const SWISS = user('swiss', admin('CH'));
const NONE = user('none', []);
const VERA = user('vera', [{ role: 'viewer', territories: ['CH', 'DE'] }]);

function change(
  before: User,
  command: UpdateUserCommand,
  territories: string[],
  administrators: User[] = [ADA, DORA],
  actor = 'ada',
) {
  return changeUser(actor, territories, before, command, {
    administrators,
    territories: ['CH', 'DE'],
  });
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
    ['taking the role of who administers elsewhere, too', ADA, { grants: [] }, ['DE'], 'forbidden'],
    [
      'giving them a lower one for it',
      ADA,
      { grants: [{ role: 'editor', territories: ['DE'] }] },
      ['DE'],
      'forbidden',
    ],
    ['disabling them', ADA, { disabled: true }, ['DE'], 'forbidden'],
    ['disabling whoever has access nowhere', NONE, { disabled: true }, ['DE'], 'forbidden'],
  ])('refuses %s', (_what, before, command, territories, code) => {
    expect(change(before, command, territories)).toMatchObject({ ok: false, error: { code } });
  });

  it.each<[string, User, UpdateUserCommand, string[]]>([
    [
      'a lower role in one’s own territory, of who administers another',
      user('both', [...admin('CH'), { role: 'viewer', territories: ['DE'] }]),
      { grants: [] },
      ['DE'],
    ],
    [
      'one more role there, to who administers both',
      ADA,
      { grants: [...admin('DE'), { role: 'editor', territories: ['DE'] }] },
      ['DE'],
    ],
    ['an account without any access, from all territories', NONE, { disabled: true }, ['CH', 'DE']],
    ['one of two administrators of all', ADA, { grants: [] }, ['CH', 'DE']],
  ])('permits to change %s', (_what, before, command, territories) => {
    const others = [ADA, DORA, user('eve', admin('CH', 'DE'))];
    expect(change(before, command, territories, others, 'eve')).toMatchObject({ ok: true });
  });

  it.each<[string, UpdateUserCommand, User[], string]>([
    ['steps down', { grants: admin('DE') }, [], 'grants'],
    ['is closed', { disabled: true }, [], 'disabled'],
    [
      'steps down beside one who is closed',
      { grants: [] },
      [user('asleep', admin('CH', 'DE'), true)],
      'grants',
    ],
  ])('keeps the last administrator of all territories who %s', (_how, command, more, path) => {
    const there = [ADA, DORA, SWISS, ...more];
    expect(change(ADA, command, ['CH', 'DE'], there, 'other')).toMatchObject({
      ok: false,
      error: { code: 'conflict', field: { path, code: 'last-administrator' } },
    });
  });

  it('asks for no administrator of all where there was none before', () => {
    expect(
      change(SWISS, { grants: [] }, ['CH'], [DORA, SWISS, user('urs', admin('CH'))]),
    ).toMatchObject({ ok: true });
  });

  it('says which field is at fault, and makes an error of it', () => {
    const result = change(ADA, { grants: [] }, ['DE']);
    if (result.ok) throw new Error('permitted');
    expect(refusal(result.error)).toMatchObject({
      code: 'forbidden',
      fields: [{ path: 'grants', code: 'administers-elsewhere', message: result.error.message }],
    });
    expect(refusal({ code: 'conflict', message: 'no' }).fields).toEqual([]);
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
