import { rolesWith, type Permission } from '#contract';
import type { Me } from '../contract.js';

/**
 * Whether a person may do something in all of these territories. `me.permissions` alone says only that they may in one of theirs. False
 * when there is no territory to ask about.
 */
export function mayIn(
  me: Me | undefined,
  permission: Permission,
  territories: readonly string[],
): boolean {
  if (me === undefined || territories.length === 0 || !me.permissions.includes(permission))
    return false;
  const roles = rolesWith(permission);
  return territories.every((territory) =>
    me.grants.some((grant) => roles.includes(grant.role) && grant.territories.includes(territory)),
  );
}
