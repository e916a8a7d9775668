/** One page of a list; `nextCursor` continues it, and null ends it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A page ends here, however many rows were asked for: in characters of JSON. What fits a list of ordinary things many times over. */
export const MAX_PAGE_LENGTH = 8 * 1024 * 1024;

/** How many of the items, from the first on, make a page that can be sent: at least one. @param lengths of their JSON */
export function fitting(lengths: readonly number[], most = MAX_PAGE_LENGTH): number {
  let sum = 0;
  const tooMany = lengths.findIndex((length) => (sum += length) > most);
  return tooMany < 0 ? lengths.length : Math.max(1, tooMany);
}

/**
 * Cuts the one row too many that tells whether there are more, and what is too much for one answer.
 * @param cursorOf what the page after this row continues from
 */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (last: T) => string,
): Page<T> {
  const asked = rows.slice(0, limit);
  const items = asked.slice(0, fitting(asked.map((row) => JSON.stringify(row).length)));
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > items.length && last !== undefined ? cursorOf(last) : null,
  };
}

/** Which page somebody asks for: up to `limit` items after the one whose id is `cursor`. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Which things with a name in paths somebody asks for, and which page of them; what is left out matches all. */
export interface NamedFilter extends PageRequest {
  readonly territory?: string | undefined;
  /** part of a name or of a label */
  readonly q?: string | undefined;
}

/** Cuts a page out of a whole list. A cursor that is not in it (any more) begins anew. */
export function pageAfter<T extends { readonly id: string }>(
  all: readonly T[],
  { limit, cursor }: PageRequest,
): Page<T> {
  const start = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
  return pageOf(all.slice(start), limit, ({ id }) => id);
}

/** Follows a list page by page, until its end or until nobody asks any more. */
export async function* pages<P extends Page<unknown>>(
  fetchPage: (cursor: string | undefined) => Promise<P>,
): AsyncGenerator<P, void, void> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: P = await fetchPage(cursor);
    yield page;
    cursor = page.nextCursor;
  }
}
