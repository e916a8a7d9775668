import { PERMISSIONS, type Permission } from './permissions.js';

/** Every role there is, from least to most. A user holds a role in territories, never everywhere by default. */
export const ROLES = ['viewer', 'responder', 'editor', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What everybody signed in may do with their own account; needs no grant. */
export const OWN_ACCOUNT: readonly Permission[] = ['self:read', 'self:write'];

const LOOK: readonly Permission[] = [
  ...OWN_ACCOUNT,
  'subject:read',
  'team:read',
  'environment:read',
  'slo:read',
  'territory:read',
  'token:read',
  'token:write',
];

/** The permissions of each role. Who invites people or changes territories is always an administrator. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  viewer: new Set(LOOK),
  responder: new Set([...LOOK, 'sample:write']),
  editor: new Set([
    ...LOOK,
    'subject:write',
    'team:write',
    'environment:write',
    'slo:write',
    'catalog:apply',
    'sample:write',
  ]),
  approver: new Set([...LOOK, 'audit:read']),
  auditor: new Set([...LOOK, 'audit:read', 'audit:verify', 'user:read', 'settings:read']),
  admin: new Set(PERMISSIONS),
};

/** The roles that carry `permission`, least first: what an error tells people to ask for. */
export function rolesWith(permission: Permission): Role[] {
  return ROLES.filter((role) => ROLE_PERMISSIONS[role].has(permission));
}
