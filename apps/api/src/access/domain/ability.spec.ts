import { describe, expect, it } from '@jest/globals';
import type { Permission } from '#contract';
import type { DomainError } from '../../platform/kernel/domain-error.js';
import { systemScope } from '../../platform/kernel/scope.js';
import type { Grant } from './grants.js';
import { effectivePermissionsOf, tokenPermissions } from './effective-permissions.js';
import type { AccessScope } from './principal.js';
import {
  abilityFor,
  assertMay,
  assertMayGrant,
  may,
  MAY_NOT,
  type Attributes,
  type Kind,
  type Verb,
} from './ability.js';

function scope(grants: Grant[], scopes?: Permission[]): AccessScope {
  const owner = effectivePermissionsOf(grants);
  const effectivePermissions = scopes
    ? tokenPermissions({ scopes, territories: ['CH', 'DE'] }, owner)
    : owner;
  const actor = { kind: scopes ? 'token' : 'user', id: 'a', name: 'A' } as const;
  const principal = {
    actor,
    userId: 'u',
    email: null,
    locale: null,
    timeZone: null,
    seenTimeZone: null,
    grants,
    effectivePermissions,
  };
  return {
    actor,
    territories: [],
    permissions: new Set(effectivePermissions.keys()),
    origin: { requestId: null, ip: null },
    principal,
  };
}
const editor = scope([{ role: 'editor', territories: ['DE'] }]);
const editorAndApprover = scope([
  { role: 'editor', territories: ['DE'] },
  { role: 'approver', territories: ['DE'] },
]);
const admin = scope([{ role: 'admin', territories: ['CH', 'DE'] }]);
const pipeline = scope(
  [{ role: 'editor', territories: ['DE'] }],
  ['slo:write', 'subject:write', 'catalog:apply'],
);
const script = scope([{ role: 'editor', territories: ['DE'] }], ['slo:write']);

describe('rules over attributes', () => {
  it.each<[string, AccessScope, Verb, Kind, Attributes, boolean]>([
    ['an editor writes at home', editor, 'write', 'slo', { territory: 'DE' }, true],
    ['an editor does not write abroad', editor, 'write', 'slo', { territory: 'CH' }, false],
    ['nobody writes what lies nowhere', editor, 'write', 'slo', {}, false],
    [
      'personal data needs more than an editor',
      editor,
      'write',
      'subject',
      { territory: 'DE', dataClass: 'personal' },
      false,
    ],
    [
      'business data does not',
      editor,
      'write',
      'subject',
      { territory: 'DE', dataClass: 'business' },
      true,
    ],
    [
      'an editor reads about personal data',
      editor,
      'read',
      'subject',
      { territory: 'DE', dataClass: 'personal' },
      true,
    ],
    [
      'an approver who edits may change it',
      editorAndApprover,
      'write',
      'subject',
      { territory: 'DE', dataClass: 'personal' },
      true,
    ],
    [
      'an administrator may',
      admin,
      'write',
      'subject',
      { territory: 'CH', dataClass: 'personal' },
      true,
    ],
    [
      'not even an administrator edits git’s by hand',
      admin,
      'write',
      'slo',
      { territory: 'DE', managedBy: 'git' },
      false,
    ],
    [
      'a pipeline’s token does',
      pipeline,
      'write',
      'slo',
      { territory: 'DE', managedBy: 'git' },
      true,
    ],
    [
      'a token that may not apply does not',
      script,
      'write',
      'slo',
      { territory: 'DE', managedBy: 'git' },
      false,
    ],
    ['one’s own token', editor, 'write', 'token', { userId: 'u', territories: ['DE'] }, true],
    ['somebody else’s token', editor, 'read', 'token', { userId: 'x', territories: ['DE'] }, false],
    [
      'an administrator sees and revokes it',
      admin,
      'write',
      'token',
      { userId: 'x', territories: ['DE'] },
      true,
    ],
  ])('%s', (_what, who, verb, kind, attributes, expected) => {
    expect(may(abilityFor(who), verb, kind, attributes)).toBe(expected);
  });

  it('bind background work by its territories alone', () => {
    const ability = abilityFor(systemScope('ledger', ['DE']));
    expect(
      may(ability, 'write', 'slo', { territory: 'DE', managedBy: 'git', dataClass: 'personal' }),
    ).toBe(true);
    expect(may(ability, 'read', 'slo', { territory: 'CH' })).toBe(false);
  });

  it('say why not', () => {
    expect(() => assertMay(admin, 'write', 'slo', { territory: 'DE', managedBy: 'git' })).toThrow(
      'A git repository manages this; change it there, its next apply would undo yours.',
    );
    expect(() => assertMay(editor, 'write', 'slo', { territory: 'CH' })).toThrow(
      'You may not write this slo in CH.',
    );
    expect(() => assertMay(editor, 'write', 'slo', { territory: 'DE' })).not.toThrow();
  });
});

describe('whoever gives roles', () => {
  it('holds all that they carry', () => {
    expect(() => assertMayGrant(admin, [{ role: 'editor', territory: 'CH' }])).not.toThrow();
    expect(() => assertMayGrant(admin, [])).not.toThrow();
  });

  it('cannot give what they do not hold there, and is told what that is', () => {
    expect(() => assertMayGrant(editor, [{ role: 'admin', territory: 'DE' }])).toThrow(
      expect.objectContaining({
        code: 'forbidden',
        message:
          'You cannot give the role admin in DE: it holds permissions that you do not hold there.',
      }),
    );
  });
});

describe('a refusal', () => {
  it('is for each of the reasons that others are told there are', () => {
    const git = { territory: 'DE', managedBy: 'git' };
    const personal = { territory: 'DE', dataClass: 'personal' };
    const reasons = [git, personal, { territory: 'CH' }, {}].map((attributes) => {
      try {
        assertMay(editor, 'write', 'slo', attributes);
        return null;
      } catch (error) {
        return (error as DomainError).fields[0]?.code;
      }
    });
    expect(new Set(reasons)).toEqual(MAY_NOT);
  });
  it('says where, if it lies somewhere', () => {
    const refused = (attributes: Attributes) => () => assertMay(editor, 'write', 'slo', attributes);
    const error = (message: string) => expect.objectContaining({ code: 'forbidden', message });
    expect(refused({ territory: 'CH' })).toThrow(error('You may not write this slo in CH.'));
    expect(refused({})).toThrow(error('You may not write this slo.'));
    expect(refused({ territory: 'DE', dataClass: 'personal' })).toThrow(
      error(
        'Things of data class "personal" are changed by an approver or an administrator of their territory.',
      ),
    );
  });
});
