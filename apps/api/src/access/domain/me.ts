import { PERMISSIONS, type Permission } from '#contract';
import type { Grant } from './grants.js';
import type { Principal } from './principal.js';

/** What somebody signed in is told about themselves. */
export interface Me {
  readonly id: string;
  readonly kind: 'user' | 'token';
  readonly name: string;
  readonly email: string | null;
  readonly locale: 'de' | 'en' | null;
  /** chosen; null = as the browser */
  readonly timeZone: string | null;
  /** of the browser that was last seen: what is written to them is in it where they chose none */
  readonly seenTimeZone: string | null;
  readonly grants: readonly Grant[];
  /** held somewhere, in the order of the list of permissions */
  readonly permissions: readonly Permission[];
  /** in which anything is held */
  readonly territories: readonly string[];
}

export function meOf(principal: Principal): Me {
  const { actor, email, locale, timeZone, seenTimeZone, grants, effectivePermissions } = principal;
  return {
    id: actor.id,
    kind: actor.kind === 'token' ? 'token' : 'user',
    name: actor.name,
    email,
    locale,
    timeZone,
    seenTimeZone,
    grants,
    permissions: PERMISSIONS.filter((permission) => effectivePermissions.has(permission)),
    territories: [...new Set([...effectivePermissions.values()].flat())].toSorted(),
  };
}
