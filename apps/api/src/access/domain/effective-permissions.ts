import { PERMISSIONS, type Permission } from '#contract';
import { territoriesOf, type Grant, type GrantCell } from './grants.js';
import { OWN_ACCOUNT, ROLE_PERMISSIONS } from '#contract';

/** For each permission held, the territories it is held in (possibly none, for one's own account). */
export type EffectivePermissions = ReadonlyMap<Permission, readonly string[]>;

/** What a user's grants amount to: per permission the union of the territories of the grants that carry it. */
export function effectivePermissionsOf(grants: readonly Grant[]): EffectivePermissions {
  const held = new Map<Permission, readonly string[]>();
  for (const permission of PERMISSIONS) {
    const territories = territoriesOf(
      grants.filter(({ role }) => ROLE_PERMISSIONS[role].has(permission)),
    );
    if (territories.length > 0) held.set(permission, territories);
  }
  for (const permission of OWN_ACCOUNT) held.set(permission, territoriesOf(grants));
  return held;
}

/** What a token may be used for at most. */
export interface TokenLimits {
  readonly scopes: readonly Permission[];
  readonly territories: readonly string[];
}

/**
 * What a token amounts to now: its own limits, cut to what its owner still holds, so that a demoted owner's tokens shrink.
 * @param owner null for a token of the instance's operator, which is bound by its own limits alone
 */
export function tokenPermissions(
  { scopes, territories }: TokenLimits,
  owner: EffectivePermissions | null,
): EffectivePermissions {
  const held = new Map<Permission, readonly string[]>();
  for (const permission of scopes) {
    const allowed = owner ? owner.get(permission) : territories;
    const both = territories.filter((territory) => allowed?.includes(territory));
    if (both.length > 0) held.set(permission, both);
  }
  held.set(
    'self:read',
    territories.filter((territory) => !owner || owner.get('self:read')?.includes(territory)),
  );
  return held;
}

/** The roles among `cells` that carry a permission which the giver does not hold there: nobody gives more than they have. */
export function beyond(cells: readonly GrantCell[], giver: EffectivePermissions): GrantCell[] {
  const lacks = (permission: Permission, territory: string) =>
    !OWN_ACCOUNT.includes(permission) && !giver.get(permission)?.includes(territory);
  return cells.filter(({ role, territory }) =>
    [...ROLE_PERMISSIONS[role]].some((permission) => lacks(permission, territory)),
  );
}
