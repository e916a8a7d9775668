import { describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, ROLE_PERMISSIONS, rolesWith } from './roles.js';

describe('roles', () => {
  it.each([
    [
      'viewer',
      ['slo:read', 'subject:read', 'token:write'],
      ['slo:write', 'audit:read', 'user:read', 'settings:read', 'sample:write'],
    ],
    ['responder', ['slo:read', 'sample:write'], ['slo:write', 'audit:read', 'user:write']],
    [
      'editor',
      ['slo:write', 'subject:write', 'catalog:apply', 'sample:write'],
      ['audit:read', 'user:read', 'user:write', 'settings:read'],
    ],
    ['approver', ['slo:read', 'audit:read'], ['slo:write', 'audit:verify', 'user:write']],
    [
      'auditor',
      ['audit:read', 'audit:verify', 'user:read', 'settings:read'],
      ['slo:write', 'subject:write', 'user:write', 'catalog:apply'],
    ],
  ] as const)('%s may %j and may not %j', (role, may, mayNot) => {
    for (const permission of may) expect(ROLE_PERMISSIONS[role].has(permission)).toBe(true);
    for (const permission of mayNot) expect(ROLE_PERMISSIONS[role].has(permission)).toBe(false);
  });

  it('give the administrator everything, and everybody their own account', () => {
    expect([...ROLE_PERMISSIONS.admin]).toEqual([...PERMISSIONS]);
    for (const role of ROLES) expect(ROLE_PERMISSIONS[role].has('self:write')).toBe(true);
  });

  it('are named to whoever lacks a permission, least first', () => {
    expect(rolesWith('slo:write')).toEqual(['editor', 'admin']);
    expect(rolesWith('audit:read')).toEqual(['approver', 'auditor', 'admin']);
    expect(rolesWith('user:write')).toEqual(['admin']);
    expect(rolesWith('slo:read')).toEqual(ROLES);
  });
});
