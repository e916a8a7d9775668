import { parseLabelSelector } from '#contract';
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { bySlug, isOneOf } from '../../platform/db/slugs.js';
import type { Tx } from '../../platform/db/tx.js';

/** Whether the name, the slug or a label of a row of `table` holds `q`, whatever the case. */
export function isNamed(
  table: 'teams' | 'environments' | 'subjects',
  q: string,
): RawBuilder<boolean> {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const [name, slug, labels] = ['name', 'slug', 'labels'].map((column) =>
    sql.ref(`${table}.${column}`),
  );
  return sql<boolean>`(${name} ilike ${like} or ${slug} ilike ${like}
    or exists (select from jsonb_each_text(${labels}) l where l.key || '=' || l.value ilike ${like}))`;
}

/** Those of `slugs` that the scope sees in `table`. */
export async function knownIn(
  tx: Tx,
  table: 'teams' | 'environments' | 'subjects',
  slugs: readonly string[],
): Promise<Set<string>> {
  if (slugs.length === 0) return new Set();
  const rows = await tx.selectFrom(table).select('slug').where(isOneOf(slugs)).execute();
  return new Set(rows.map(({ slug }) => slug));
}

/** Rows of a query that are named by slug, locked until the transaction ends, in the one order of all writers; those that are not there are left out. */
export const lockedAll =
  (slugs: readonly string[]) =>
  <DB, TB extends keyof DB, O>(
    query: SelectQueryBuilder<DB, TB, O>,
  ): SelectQueryBuilder<DB, TB, O> =>
    query.where(isOneOf(slugs)).orderBy(bySlug).forNoKeyUpdate();

/** Whether a row of `subjects` carries a label. @param label `key=value`, or `key` for any value */
export function isLabelled(label: string): RawBuilder<boolean> {
  const { name, value } = parseLabelSelector(label);
  const labels = sql.ref('subjects.labels');
  if (value === null) return sql<boolean>`jsonb_exists(${labels}, ${name})`;
  return sql<boolean>`${labels} ->> ${name} = ${value}`;
}
