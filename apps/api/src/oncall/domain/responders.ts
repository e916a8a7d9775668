import { ROLE_PERMISSIONS, rolesWith, type Permission } from '#contract';
import type { User } from '../../access/domain/user.js';
import type { FieldError } from '../../platform/kernel/domain-error.js';

/** What somebody must hold where they are on call. */
const TAKES_SHIFTS: Permission = 'override:write';

/** Whether somebody can be on call in a territory: an active account with a role that acts there. */
export function mayBeOnCall({ disabled, grants }: User, territory: string): boolean {
  return (
    !disabled &&
    grants.some(
      ({ role, territories }) =>
        territories.includes(territory) && ROLE_PERMISSIONS[role].has(TAKES_SHIFTS),
    )
  );
}

/** What to say of somebody who cannot: the same, whether there is such an account or not. */
export function notOnCall(path: string, email: string, territory: string): FieldError {
  const roles = rolesWith(TAKES_SHIFTS).join(', ');
  return {
    path,
    code: 'not-a-responder',
    message: `There is nobody "${email}" who can be on call in ${territory}: it takes an active account with one of the roles ${roles} there.`,
  };
}

/** Somebody as schedules show them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** false = the account is disabled: nothing reaches them */
  readonly active: boolean;
}

export type People = ReadonlyMap<string, Person>;

export function peopleOf(users: readonly User[]): People {
  return new Map(
    users.map(({ id, name, email, disabled }) => [id, { id, name, email, active: !disabled }]),
  );
}

/** Somebody by their id; accounts are never deleted, so there is always one. */
export function personIn(people: People, id: string): Person {
  return people.get(id) ?? { id, name: id, email: '', active: false };
}
