/** Every role there is, from least to most. A user holds a role in territories, never everywhere by default. */
export const ROLES = ['viewer', 'responder', 'editor', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Needs no grant: everybody signed in has an account. */
const OWN = 'own account';
const EVERYBODY: readonly Role[] = ROLES;

/**
 * Every permission there is, `<noun>:<verb>`, and the roles that carry it; administrators carry all. Roles and API tokens are sets of
 * these. Who invites people or changes territories is always an administrator.
 */
const HOLDERS = {
  'subject:read': EVERYBODY,
  'subject:write': ['editor'],
  'team:read': EVERYBODY,
  'team:write': ['editor'],
  'environment:read': EVERYBODY,
  'environment:write': ['editor'],
  'slo:read': EVERYBODY,
  'slo:write': ['editor'],
  'schedule:read': EVERYBODY,
  'schedule:write': ['editor'],
  'override:write': ['responder', 'editor'],
  'incident:read': EVERYBODY,
  'incident:respond': ['responder', 'editor'],
  'incident:resolve': ['responder', 'editor'],
  'incident:merge': ['responder', 'editor'],
  'source:read': EVERYBODY,
  'source:write': ['editor'],
  'maintenance:read': EVERYBODY,
  'maintenance:write': ['editor'],
  'policy:read': EVERYBODY,
  'policy:write': ['editor'],
  'catalog:apply': ['editor'],
  'audit:read': ['approver', 'auditor'],
  'audit:verify': ['auditor'],
  'user:read': ['auditor'],
  'user:write': [],
  'token:read': EVERYBODY,
  'token:write': EVERYBODY,
  'territory:read': EVERYBODY,
  'territory:write': [],
  'settings:read': ['auditor'],
  'sample:write': ['responder', 'editor'],
  'self:read': OWN,
  'self:write': OWN,
} as const satisfies Record<`${string}:${string}`, readonly Role[] | typeof OWN>;

export type Permission = keyof typeof HOLDERS;
export const PERMISSIONS = Object.keys(HOLDERS) as Permission[] as readonly Permission[];

/** What everybody signed in may do with their own account. */
export const OWN_ACCOUNT: readonly Permission[] = PERMISSIONS.filter(
  (permission) => HOLDERS[permission] === OWN,
);

const of = (role: Role) => new Set(PERMISSIONS.filter((permission) => holds(role, permission)));

/** The permissions of each role. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  viewer: of('viewer'),
  responder: of('responder'),
  editor: of('editor'),
  approver: of('approver'),
  auditor: of('auditor'),
  admin: of('admin'),
};

function holds(role: Role, permission: Permission): boolean {
  const holders: readonly Role[] | typeof OWN = HOLDERS[permission];
  return role === 'admin' || holders === OWN || holders.includes(role);
}

/** The roles that carry `permission`, least first: what an error tells people to ask for. */
export function rolesWith(permission: Permission): Role[] {
  return ROLES.filter((role) => ROLE_PERMISSIONS[role].has(permission));
}
