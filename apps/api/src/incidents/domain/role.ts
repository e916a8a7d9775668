import { ROLE_PERMISSIONS, type IncidentRole } from '#contract';
import type { User } from '../../access/domain/user.js';
import type { Actor } from '../../platform/kernel/scope.js';
import type { Responder } from './responder.js';

/** Who is what in an incident: each role has one holder at most. */
export interface RoleHolder {
  readonly incidentId: string;
  readonly role: IncidentRole;
  readonly userId: string;
  readonly givenBy: Actor;
  readonly since: Date;
}

/** The same by name. */
export interface NamedRoleHolder extends RoleHolder {
  readonly name: string;
}

/**
 * A role is handed to somebody, or to nobody.
 * @param before who has it; null = nobody
 * @param userId null = nobody has it any more
 * @returns undefined when it is theirs already
 */
export function handed(
  before: RoleHolder | null,
  { userId, ...role }: Pick<RoleHolder, 'incidentId' | 'role'> & { readonly userId: string | null },
  givenBy: Actor,
  now: Date,
): RoleHolder | null | undefined {
  if ((before?.userId ?? null) === userId) return undefined;
  return userId === null ? null : { ...role, userId, givenBy, since: now };
}

/** Whether somebody can have a role in an incident: they may respond in its territory, or were asked to help with it and did not decline. */
export function mayHaveRole(
  { disabled, grants }: User,
  territory: string,
  asked: Pick<Responder, 'state'> | null,
): boolean {
  if (disabled) return false;
  if (asked !== null && asked.state !== 'declined') return true;
  return grants.some(
    ({ role, territories }) =>
      territories.includes(territory) && ROLE_PERMISSIONS[role].has('incident:respond'),
  );
}
