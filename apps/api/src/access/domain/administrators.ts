import type { Grant } from './grants.js';

/** A user as far as this decision needs one. */
export interface Standing {
  readonly id: string;
  readonly disabled: boolean;
  readonly grants: readonly Grant[];
}

function administered(users: readonly Standing[]): Set<string> {
  const active = users.filter(({ disabled }) => !disabled).flatMap(({ grants }) => grants);
  return new Set(
    active.filter(({ role }) => role === 'admin').flatMap(({ territories }) => territories),
  );
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
