/** A choice of a filter, and how many rows it would leave. */
export interface Facet {
  value: string;
  name: string;
  count: number;
}

/** How many rows are in each of the states there are. */
export function countBy<Row, S extends string>(
  rows: readonly Row[],
  states: readonly S[],
  of: (row: Row) => S,
): Record<S, number> {
  const counts = Object.fromEntries(states.map((state) => [state, 0])) as Record<S, number>;
  for (const row of rows) counts[of(row)] += 1;
  return counts;
}

/** The things that rows belong to, by name, each with how many rows belong to it. */
export function facetsBy<Row>(
  rows: readonly Row[],
  pick: (row: Row) => { slug: string; name: string } | null,
): Facet[] {
  const found = new Map<string, Facet>();
  for (const row of rows) {
    const one = pick(row);
    if (!one) continue;
    const known = found.get(one.slug);
    if (known) known.count += 1;
    else found.set(one.slug, { value: one.slug, name: one.name, count: 1 });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}
