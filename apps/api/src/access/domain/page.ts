/** One page of a list; `nextCursor` continues it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Which page somebody asks for: up to `limit` items after the one whose id is `cursor`. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Cuts a page out of a whole list. A cursor that is not in it (any more) begins anew. */
export function pageOf<T extends { readonly id: string }>(
  all: readonly T[],
  { limit, cursor }: PageRequest,
): Page<T> {
  const start = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  return { items, nextCursor: last && start + limit < all.length ? last.id : null };
}
