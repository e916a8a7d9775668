import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PERMISSIONS } from '#contract';
import type { Grant } from './grants.js';
import { effectivePermissionsOf, tokenPermissions } from './effective-permissions.js';
import { scopeFor, type Principal } from './principal.js';
import { ROLES } from '#contract';

const GRANTS: Grant[] = [
  { role: 'viewer', territories: ['DE', 'CH'] },
  { role: 'editor', territories: ['CH'] },
];
const NOWHERE = { requestId: null, ip: null };

const territory = fc.constantFrom('DE', 'CH', 'AT');
const grants = fc.array(
  fc.record({
    role: fc.constantFrom(...ROLES),
    territories: fc.uniqueArray(territory, { minLength: 1 }),
  }),
  { maxLength: 4 },
);
const limits = fc.record({
  scopes: fc.uniqueArray(fc.constantFrom(...PERMISSIONS)),
  territories: fc.uniqueArray(territory),
});

function principal(held: Grant[]): Principal {
  const actor = { kind: 'user', id: 'u', name: 'U' } as const;
  return {
    actor,
    userId: 'u',
    email: null,
    locale: null,
    timeZone: null,
    seenTimeZone: null,
    grants: held,
    effectivePermissions: effectivePermissionsOf(held),
  };
}

describe('what grants amount to', () => {
  it('is, per permission, the territories of the grants that carry it', () => {
    const held = effectivePermissionsOf(GRANTS);
    expect(held.get('slo:read')).toEqual(['CH', 'DE']);
    expect(held.get('slo:write')).toEqual(['CH']);
    expect(held.has('user:read')).toBe(false);
  });

  it('leaves somebody without grants their own account, and nothing else', () => {
    expect([...effectivePermissionsOf([])]).toEqual([
      ['self:read', []],
      ['self:write', []],
    ]);
  });

  it('narrows a request to the territories of its permission', () => {
    expect(scopeFor(principal(GRANTS), 'slo:write', NOWHERE)).toMatchObject({
      ok: true,
      value: { territories: ['CH'] },
    });
    expect(scopeFor(principal(GRANTS), 'audit:read', NOWHERE)).toEqual({
      ok: false,
      error: 'forbidden',
    });
  });
});

describe('what a token amounts to', () => {
  it('is never more than its limits, nor than its owner holds now', () => {
    fc.assert(
      fc.property(grants, limits, (held, limit) => {
        const owner = effectivePermissionsOf(held);
        for (const [permission, territories] of tokenPermissions(limit, owner)) {
          if (permission !== 'self:read') expect(limit.scopes).toContain(permission);
          for (const code of territories) {
            expect(limit.territories).toContain(code);
            expect(owner.get(permission)).toContain(code);
          }
        }
      }),
    );
  });

  it('is its own limits when it belongs to the operator', () => {
    const held = tokenPermissions({ scopes: ['slo:read'], territories: ['DE'] }, null);
    expect([held.get('slo:read'), held.get('self:read'), held.has('slo:write')]).toEqual([
      ['DE'],
      ['DE'],
      false,
    ]);
  });

  it('shrinks when its owner is demoted', () => {
    const held = tokenPermissions(
      { scopes: ['slo:read', 'slo:write'], territories: ['DE', 'CH'] },
      effectivePermissionsOf([{ role: 'viewer', territories: ['DE'] }]),
    );
    expect([held.get('slo:read'), held.has('slo:write')]).toEqual([['DE'], false]);
  });
});
