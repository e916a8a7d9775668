import type { Permission, Role } from '../api/contract.js';

/** Every role, from least to most. */
export const ROLES = [
  'viewer',
  'responder',
  'editor',
  'approver',
  'auditor',
  'admin',
] as const satisfies readonly Role[];

const EVERYBODY: readonly Permission[] = [
  'self:read',
  'self:write',
  'subject:read',
  'team:read',
  'environment:read',
  'slo:read',
  'territory:read',
  'token:read',
  'token:write',
];
const SPECIAL: Partial<Record<Permission, readonly Role[]>> = {
  'sample:write': ['responder', 'editor', 'admin'],
  'subject:write': ['editor', 'admin'],
  'team:write': ['editor', 'admin'],
  'environment:write': ['editor', 'admin'],
  'slo:write': ['editor', 'admin'],
  'catalog:apply': ['editor', 'admin'],
  'audit:read': ['approver', 'auditor', 'admin'],
  'audit:verify': ['auditor', 'admin'],
  'user:read': ['auditor', 'admin'],
  'settings:read': ['auditor', 'admin'],
};

/** Which roles give a permission, least first: what somebody who lacks it has to ask for. The server alone decides. */
export function rolesWith(permission: Permission): readonly Role[] {
  return EVERYBODY.includes(permission) ? ROLES : (SPECIAL[permission] ?? ['admin']);
}
