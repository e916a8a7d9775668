import type { NamedFilter, Page } from '#contract';
import { sql, type InsertQueryBuilder, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { pageOfRows } from './page-of-rows.js';
import type { Schema } from './schema.js';
import type { Tx } from './tx.js';

/** Whether the name, the slug or a label of a row holds `q`, whatever the case. */
function isNamed(q: string): RawBuilder<boolean> {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(name ilike ${like} or slug ilike ${like}
    or exists (select from jsonb_each_text(labels) l where l.key || '=' || l.value ilike ${like}))`;
}

/**
 * One page of things that have a name in paths, by that name; its cursor is the last of them.
 * @param query of one table, without an order; where `q` may be asked for the table has a column `labels`
 */
export async function pageBySlug<
  Tables extends keyof Schema,
  R extends { readonly slug: string },
  T,
>(
  tx: Tx,
  query: SelectQueryBuilder<Schema, Tables, R>,
  { territory, q, cursor, limit }: NamedFilter,
  itemOf: (row: R) => T,
): Promise<Page<T>> {
  let asked = query.orderBy(sql`slug`);
  if (cursor) asked = asked.where(sql<boolean>`slug > ${cursor}`);
  if (territory) asked = asked.where(sql<boolean>`territory = ${territory}`);
  if (q) asked = asked.where(isNamed(q));
  const page = await pageOfRows(tx, asked, limit, {
    itemOf: (row) => row,
    cursorOf: ({ slug }) => slug,
  });
  return { items: page.items.map(itemOf), nextCursor: page.nextCursor };
}

/**
 * @param keys 'slug', or 'all' of a table whose further unique keys hold the slug, too: of two who insert the same name at the same
 * time PostgreSQL waits only at the key that is named here, and refuses at one that it happens to look at before
 * @returns false when the name is taken, also where that is by something that the scope does not see
 */
export async function insertedAsNamed<Table extends keyof Schema, O>(
  query: InsertQueryBuilder<Schema, Table, O>,
  keys: 'slug' | 'all' = 'slug',
): Promise<boolean> {
  const done = await query
    .onConflict((oc) => (keys === 'all' ? oc : oc.expression(sql`slug`)).doNothing())
    .executeTakeFirst();
  return (
    (done as { readonly numInsertedOrUpdatedRows?: bigint } | undefined)
      ?.numInsertedOrUpdatedRows === 1n
  );
}
