import { territoriesOf, type Grant } from './grants.js';

/** A user as far as this decision needs one. */
export interface Standing {
  readonly id: string;
  readonly disabled: boolean;
  readonly grants: readonly Grant[];
}

/** The territories that somebody administers, active or not. */
export function administeredBy({ grants }: Pick<Standing, 'grants'>): string[] {
  return territoriesOf(grants.filter(({ role }) => role === 'admin'));
}

/** Whether somebody administers every one of `territories`, active or not. */
export function administersAll(
  user: Pick<Standing, 'grants'>,
  territories: readonly string[],
): boolean {
  const own = administeredBy(user);
  return territories.every((territory) => own.includes(territory));
}

/**
 * Whether nobody active would administer all territories any more if `changed` took the place of the user of the same id. Nobody
 * could then set the matchers of territories, or undo what is done to an administrator of several.
 * @param users everybody who holds the role `admin` anywhere, before the change
 * @param territories all there are
 */
export function losesLastOfAll(
  users: readonly Standing[],
  changed: Standing,
  territories: readonly string[],
): boolean {
  const remains = (those: readonly Standing[]) =>
    those.some((user) => !user.disabled && administersAll(user, territories));
  return remains(users) && !remains([...users.filter(({ id }) => id !== changed.id), changed]);
}

function administered(users: readonly Standing[]): Set<string> {
  return new Set(users.filter(({ disabled }) => !disabled).flatMap(administeredBy));
}

/**
 * Territories that would lose their last active administrator if `changed` took the place of the user of the same id.
 * Nobody could then give access there again.
 * @param users everybody who holds the role `admin` anywhere, before the change
 */
export function orphanedTerritories(users: readonly Standing[], changed: Standing): string[] {
  const after = administered([...users.filter(({ id }) => id !== changed.id), changed]);
  return [...administered(users)].filter((territory) => !after.has(territory)).toSorted();
}
