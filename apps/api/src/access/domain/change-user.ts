import type { DomainErrorCode } from '../../platform/kernel/domain-error.js';
import { err, ok, type Result } from '../../platform/kernel/result.js';
import { orphanedTerritories } from './administrators.js';
import {
  cellsOf,
  grantChange,
  grantsOf,
  territoriesOf,
  within,
  type Grant,
  type GrantCell,
} from './grants.js';
import type { User } from './user.js';

/** What an administrator wants to be different. `grants` stands for the grants within their own territories only. */
export interface UpdateUserCommand {
  readonly grants?: readonly Grant[] | undefined;
  readonly disabled?: boolean | undefined;
}

/** What has to be written. */
export interface UserChange {
  readonly after: User;
  readonly add: readonly GrantCell[];
  readonly take: readonly GrantCell[];
  readonly disabledChanged: boolean;
}

export interface WhyNot {
  readonly code: Extract<DomainErrorCode, 'forbidden' | 'conflict'>;
  readonly message: string;
}

/**
 * Decides on a change of a user's access.
 * @param territories those in which the acting administrator may change access
 * @param administrators everybody who holds `admin` anywhere, before the change
 */
export function changeUser(
  actorId: string,
  territories: readonly string[],
  before: User,
  command: UpdateUserCommand,
  administrators: readonly User[],
): Result<UserChange, WhyNot> {
  const mine = within(before.grants, territories);
  const { add, take } = grantChange(mine, command.grants ?? mine);
  const kept = cellsOf(before.grants).filter(
    (cell) =>
      !take.some(({ role, territory }) => role === cell.role && territory === cell.territory),
  );
  const after: User = {
    ...before,
    grants: grantsOf([...kept, ...add]),
    disabled: command.disabled ?? before.disabled,
  };
  const disabledChanged = after.disabled !== before.disabled;
  const foreign = add
    .map(({ territory }) => territory)
    .filter((territory) => !territories.includes(territory));
  const beyond = disabledChanged
    ? territoriesOf(before.grants).filter((territory) => !territories.includes(territory))
    : [];
  const not = (code: WhyNot['code'], message: string) => err<WhyNot>({ code, message });
  if (foreign.length > 0)
    return not('forbidden', `You are no administrator of ${foreign.join(', ')}.`);
  if (beyond.length > 0)
    return not(
      'forbidden',
      'This account also has access to territories that are not yours; an administrator of all of them can disable it.',
    );
  if (disabledChanged && after.disabled && before.id === actorId)
    return not('conflict', 'You cannot disable your own account.');
  const orphaned = orphanedTerritories(administrators, after);
  if (orphaned.length > 0)
    return not(
      'conflict',
      `${orphaned.join(', ')} would be left without an administrator. Make somebody else one first.`,
    );
  return ok({ after, add, take, disabledChanged });
}
