import { describe, expect, it } from '@jest/globals';
import type { AccessScope, Principal } from '../../access/domain/principal.js';
import { ownAccount } from './own-account.js';

function scopeOf(principal: Partial<Principal>): AccessScope {
  return {
    actor: { kind: 'user', id: 'u-1', name: 'Anna' },
    territories: ['DE'],
    permissions: new Set(),
    origin: { requestId: null, ip: null },
    principal: {
      actor: { kind: 'user', id: 'u-1', name: 'Anna' },
      userId: 'u-1',
      email: 'anna@example.com',
      locale: null,
      timeZone: null,
      grants: [
        { role: 'responder', territories: ['DE'] },
        { role: 'viewer', territories: ['DE', 'FR'] },
      ],
      effectivePermissions: new Map(),
      ...principal,
    },
  } as AccessScope;
}

describe('somebody who looks after the ways to reach themselves', () => {
  it('is on record in each territory in which they hold something', () => {
    const account = ownAccount(scopeOf({}));
    expect(account).toMatchObject({ userId: 'u-1', email: 'anna@example.com' });
    expect(account.scope.onBehalfOf?.actor).toMatchObject({ id: 'u-1' });
    expect(
      account
        .entries({ action: 'x' } as unknown as Parameters<typeof account.entries>[0])
        .map(({ territory }) => territory),
    ).toEqual(['DE', 'FR']);
  });

  it('is nobody with a token, also with one that a user made for themselves', () => {
    const actor = { kind: 'token', id: 't-1', name: 'ci' } as const;
    expect(() => ownAccount(scopeOf({ actor }))).toThrow('A token cannot be reached');
    expect(() => ownAccount(scopeOf({ actor, userId: null, email: null }))).toThrow(
      'A token cannot be reached',
    );
  });
});
