import { ROLES, type Role } from '#contract';

/** A role in territories, as people read and write it. */
export interface Grant {
  readonly role: Role;
  readonly territories: readonly string[];
}

/** One role in one territory, as it is stored. */
export interface GrantCell {
  readonly role: Role;
  readonly territory: string;
}

/** Every role × territory pair of `grants`, once. */
export function cellsOf(grants: readonly Grant[]): GrantCell[] {
  const seen = new Map<string, GrantCell>();
  for (const { role, territories } of grants)
    for (const territory of territories) seen.set(`${role} ${territory}`, { role, territory });
  return [...seen.values()];
}

/** Pairs gathered by role, in the order of the roles; territories sorted. */
export function grantsOf(cells: readonly GrantCell[]): Grant[] {
  return ROLES.map((role) => ({
    role,
    territories: [
      ...new Set(cells.filter((cell) => cell.role === role).map((cell) => cell.territory)),
    ].toSorted(),
  })).filter(({ territories }) => territories.length > 0);
}

/** The territories in which `grants` hold any role. */
export function territoriesOf(grants: readonly Grant[]): string[] {
  return [...new Set(grants.flatMap((grant) => grant.territories))].toSorted();
}

/** The part of `grants` that lies within `territories`. */
export function within(grants: readonly Grant[], territories: readonly string[]): Grant[] {
  return grantsOf(cellsOf(grants).filter(({ territory }) => territories.includes(territory)));
}

/** What has to be added to `before` and taken from it to become `after`. */
export function grantChange(
  before: readonly Grant[],
  after: readonly Grant[],
): { add: GrantCell[]; take: GrantCell[] } {
  const minus = (from: readonly Grant[], what: readonly Grant[]) => {
    const held = new Set(cellsOf(what).map(({ role, territory }) => `${role} ${territory}`));
    return cellsOf(from).filter(({ role, territory }) => !held.has(`${role} ${territory}`));
  };
  return { add: minus(after, before), take: minus(before, after) };
}
