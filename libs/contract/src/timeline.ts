/** What an entry of a timeline says of people. */
interface NamesPeople {
  readonly [field: string]: unknown;
}

/**
 * What people are called whom an entry of a timeline names (`people`).
 * @param names by id
 * @returns none unless all of them are known: some would read as all
 */
export function peopleNamed({ people }: NamesPeople, names: ReadonlyMap<string, string>): string[] {
  const all = Array.isArray(people) ? (people as { user?: unknown }[]) : [];
  const known = all.flatMap(({ user }) => (typeof user === 'string' && names.get(user)) || []);
  return known.length === all.length ? known : [];
}
