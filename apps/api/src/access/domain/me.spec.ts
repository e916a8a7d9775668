import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS } from '#contract';
import { beyond, effectivePermissionsOf } from './effective-permissions.js';
import { meOf } from './me.js';
import type { Principal } from './principal.js';

const grants = [
  { role: 'viewer', territories: ['DE', 'CH'] },
  { role: 'editor', territories: ['CH'] },
] as const;
const principal: Principal = {
  actor: { kind: 'user', id: 'u', name: 'Ann' },
  userId: 'u',
  email: 'ann@example.org',
  locale: 'de',
  timeZone: 'Europe/Zurich',
  seenTimeZone: 'Europe/Berlin',
  grants,
  effectivePermissions: effectivePermissionsOf(grants),
};

describe('what people are told about themselves', () => {
  it('is who they are and what they hold, in a fixed order', () => {
    const { permissions, ...rest } = meOf(principal);
    expect(rest).toEqual({
      id: 'u',
      kind: 'user',
      name: 'Ann',
      email: 'ann@example.org',
      locale: 'de',
      timeZone: 'Europe/Zurich',
      seenTimeZone: 'Europe/Berlin',
      grants,
      territories: ['CH', 'DE'],
    });
    expect(permissions).toEqual(PERMISSIONS.filter((one) => permissions.includes(one)));
    expect(permissions).toContain('slo:write');
    expect(permissions).not.toContain('user:write');
  });

  it('says of a token that it is one', () => {
    const actor = { kind: 'token', id: 't', name: 'CI' } as const;
    expect(meOf({ ...principal, actor }).kind).toBe('token');
  });
});

describe('what somebody would give beyond what they hold', () => {
  it('is each role with a permission that they lack there', () => {
    const cells = [
      { role: 'viewer', territory: 'DE' },
      { role: 'editor', territory: 'CH' },
      { role: 'editor', territory: 'DE' },
      { role: 'admin', territory: 'CH' },
      { role: 'viewer', territory: 'AT' },
    ] as const;
    expect(beyond(cells, effectivePermissionsOf(grants))).toEqual(cells.slice(2));
    expect(beyond(cells.slice(0, 2), effectivePermissionsOf(grants))).toEqual([]);
  });
});
