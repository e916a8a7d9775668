import { MAX_PAGE_LENGTH, pageOf, type Page } from '#contract';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Schema } from './schema.js';
import type { Tx } from './tx.js';

/** How a row becomes an item of a page. */
export interface PagedItem<R, T> {
  readonly itemOf: (row: R) => T;
  /** what the page behind this item continues from */
  readonly cursorOf: (item: T) => string;
}

/**
 * One page of a query: `limit` rows at most, and no more of them than make an answer. The server counts their bytes, so that rows of times
 * without limits are not loaded only to be left out.
 * @param query in its order, without a limit
 */
export async function pageOfRows<Tables extends keyof Schema, R, T>(
  tx: Tx,
  query: SelectQueryBuilder<Schema, Tables, R>,
  limit: number,
  { itemOf, cursorOf }: PagedItem<R, T>,
): Promise<Page<T>> {
  const { rows } = await sql<{ fitting: number }>`select count(*)::int as fitting from (
      select sum(octet_length(r::text)) over (rows between unbounded preceding and 1 preceding) as before from (${query.limit(limit)}) r) s
    where coalesce(before, 0) <= ${MAX_PAGE_LENGTH}`.execute(tx);
  const fitting = Math.max(rows[0]?.fitting ?? 0, 1);
  const found = await query.limit(fitting + 1).execute();
  return pageOf(found.map(itemOf), fitting, cursorOf);
}
