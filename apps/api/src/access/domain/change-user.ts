import {
  DomainError,
  type DomainErrorCode,
  type FieldError,
} from '../../platform/kernel/domain-error.js';
import { err, ok, type Result } from '../../platform/kernel/result.js';
import { administeredBy, losesLastOfAll, orphanedTerritories } from './administrators.js';
import { cellsOf, grantChange, grantsOf, within, type Grant, type GrantCell } from './grants.js';
import { belongsTo, type User } from './user.js';

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
  /** what of the change is refused, for whoever shows a form */
  readonly field?: Pick<FieldError, 'path' | 'code' | 'about'>;
}

/** Who and what there is besides, before the change. */
export interface Surroundings {
  /** everybody who holds `admin` anywhere */
  readonly administrators: readonly User[];
  /** all there are */
  readonly territories: readonly string[];
}

/**
 * Decides on a change of a user's access.
 * @param territories those in which the acting administrator may change access
 */
export function changeUser(
  actorId: string,
  territories: readonly string[],
  before: User,
  command: UpdateUserCommand,
  there: Surroundings,
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
  const change = { after, add, take, disabledChanged: after.disabled !== before.disabled };
  const beyond = (those: readonly string[]) =>
    those.filter((territory) => !territories.includes(territory));
  const why =
    lacksAuthority(before, change, beyond, there.territories) ??
    leavesNobody(actorId, change, there);
  return why ? err(why) : ok(change);
}

/**
 * What lies in several territories needs authority in all of them: the account as a whole, and being administrator of more than one,
 * since whoever administers one alone could otherwise make the others' administrators less than they are.
 */
function lacksAuthority(
  before: User,
  { add, take, disabledChanged }: UserChange,
  beyond: (territories: readonly string[]) => string[],
  all: readonly string[],
): WhyNot | null {
  const foreign = beyond(add.map(({ territory }) => territory));
  if (foreign.length > 0)
    return {
      code: 'forbidden',
      message: `You are no administrator of ${foreign.join(', ')}.`,
      field: { path: 'grants', code: 'not-administrator', about: foreign },
    };
  if (take.some(({ role }) => role === 'admin') && beyond(administeredBy(before)).length > 0)
    return {
      code: 'forbidden',
      message:
        'This account also administers territories that are not yours; an administrator of all of them can take that role from it.',
      field: { path: 'grants', code: 'administers-elsewhere' },
    };
  if (disabledChanged && beyond(belongsTo(before, all)).length > 0)
    return {
      code: 'forbidden',
      message:
        'This account also has access to territories that are not yours; an administrator of all of them can disable it.',
      field: { path: 'disabled', code: 'access-elsewhere' },
    };
  return null;
}

function leavesNobody(
  actorId: string,
  { after, disabledChanged }: UserChange,
  { administrators, territories }: Surroundings,
): WhyNot | null {
  if (disabledChanged && after.disabled && after.id === actorId)
    return {
      code: 'conflict',
      message: 'You cannot disable your own account.',
      field: { path: 'disabled', code: 'own-account' },
    };
  const field = {
    path: disabledChanged && after.disabled ? 'disabled' : 'grants',
    code: 'last-administrator',
  };
  const orphaned = orphanedTerritories(administrators, after);
  if (orphaned.length > 0)
    return {
      code: 'conflict',
      message: `${orphaned.join(', ')} would be left without an administrator. Make somebody else one first.`,
      field,
    };
  if (losesLastOfAll(administrators, after, territories))
    return {
      code: 'conflict',
      message:
        'Nobody would be administrator of all territories any more. Make somebody else one first.',
      field,
    };
  return null;
}

/** The refusal as an error. */
export function refusal({ code, message, field }: WhyNot): DomainError {
  return new DomainError(code, message, field ? [{ ...field, message }] : []);
}
