import { parseLabelSelector } from '#contract';
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import { bySlug, isOneOf } from '../../platform/db/slugs.js';
import type { Tx } from '../../platform/db/tx.js';

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
