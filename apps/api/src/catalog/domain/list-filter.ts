/** Which rows of a list are asked for; everything left out matches all. */
export interface ListFilter {
  readonly territory?: string | undefined;
  /** part of a name or of a label */
  readonly q?: string | undefined;
  /** slug to continue after */
  readonly after?: string | undefined;
}

export interface SubjectFilter extends ListFilter {
  readonly kind?: string | undefined;
  readonly team?: string | undefined;
  readonly environment?: string | undefined;
  /** `key=value`, or `key` for any value */
  readonly label?: string | undefined;
}

/** One page of a list; `nextCursor` continues it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Cuts the one row too many that tells whether there are more. */
export function pageOf<T>(rows: readonly T[], limit: number, slugOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? slugOf(last) : null };
}

/** A limit that no list reaches. */
export const EVERYTHING = 1_000_000;
