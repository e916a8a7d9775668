/** Every permission there is: `<noun>:<verb>`. Roles and API tokens are sets of these. */
export const PERMISSIONS = [
  'subject:read',
  'subject:write',
  'team:read',
  'team:write',
  'environment:read',
  'environment:write',
  'slo:read',
  'slo:write',
  'catalog:apply',
  'audit:read',
  'audit:verify',
  'user:read',
  'user:write',
  'token:read',
  'token:write',
  'territory:read',
  'territory:write',
  'settings:read',
  'sample:write',
  'self:read',
  'self:write',
] as const;

export type Permission = (typeof PERMISSIONS)[number];
