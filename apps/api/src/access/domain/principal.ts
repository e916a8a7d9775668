import type { Permission } from '#contract';
import { err, ok, type Result } from '../../platform/kernel/result.js';
import type { Actor, Origin, Scope } from '../../platform/kernel/scope.js';
import type { Grant } from './grants.js';
import type { EffectivePermissions } from './effective-permissions.js';

/** Somebody who proved who they are, with everything they hold. */
export interface Principal {
  readonly actor: Actor;
  /** the user behind a session or a token; null for a token of the instance's operator */
  readonly userId: string | null;
  readonly email: string | null;
  readonly locale: 'de' | 'en' | null;
  /** chosen; null = as the browser */
  readonly timeZone: string | null;
  /** of the browser that was last seen */
  readonly seenTimeZone: string | null;
  readonly grants: readonly Grant[];
  readonly effectivePermissions: EffectivePermissions;
}

/** What somebody shows to be let in: the session token out of a signed cookie, or an API token. */
export interface Credential {
  readonly kind: 'session' | 'token';
  readonly secret: string;
}

export type NotLetIn =
  | 'session-unknown'
  | 'token-unknown'
  | 'token-revoked'
  | 'token-expired'
  | 'user-disabled';

export interface LetIn {
  readonly principal: Principal;
  /** when the credential stops working; null = never */
  readonly expiresAt: Date | null;
}

/** The scope of a request: narrowed to the route's permission, with the principal it came from. */
export interface AccessScope extends Scope {
  readonly principal: Principal;
}

/**
 * Narrows a principal to one permission: the scope's territories are those in which the principal holds it.
 * @returns `forbidden` when the principal does not hold it anywhere
 */
export function scopeFor(
  principal: Principal,
  permission: Permission,
  origin: Origin,
): Result<AccessScope, 'forbidden'> {
  const territories = principal.effectivePermissions.get(permission);
  if (!territories) return err('forbidden');
  return ok(scopeIn(principal, territories, origin));
}

/** The scope of a principal in these territories. */
export function scopeIn(
  principal: Principal,
  territories: readonly string[],
  origin: Origin,
): AccessScope {
  const { actor, effectivePermissions } = principal;
  return {
    actor,
    territories,
    permissions: new Set(effectivePermissions.keys()),
    origin,
    principal,
  };
}

/** The scope of somebody who was asked to help with one thing: itself where they hold the permission there anyway. */
export function guestScope(
  scope: AccessScope,
  { id, territory }: { readonly id: string; readonly territory: string },
): AccessScope {
  if (scope.territories.includes(territory)) return scope;
  return { ...scope, territories: [territory], guestOf: id };
}

/** The person who acts: by themselves or by a token of theirs; null = nobody, as with background work and tokens of the operator. */
export function personBehind(scope: Scope): string | null {
  if (scope.actor.kind === 'user') return scope.actor.id;
  return isAccessScope(scope) ? scope.principal.userId : null;
}

/** Whether `scope` came from a request, not from background work. */
export function isAccessScope(scope: Scope): scope is AccessScope {
  return 'principal' in scope;
}
