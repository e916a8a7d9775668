import { sql, type RawBuilder } from 'kysely';
import { CLOCK_TOLERANCE_MS } from '../kernel/clocks.js';
import type { Tx } from './tx.js';

/** The instant on the database's clock, which everything that expires is compared on. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select leitstand_now() as now`.execute(tx);
  return rows[0]?.now ?? new Date(NaN);
}

/**
 * For deletions by age: whether the database's clock agrees with ours. Where it does not, one of the two is wrong, and nothing is
 * deleted until somebody has set it.
 */
export function agreesWith(own: Date): RawBuilder<boolean> {
  return sql<boolean>`(select abs(extract(epoch from leitstand_now() - ${own}::timestamptz)) <= ${CLOCK_TOLERANCE_MS / 1000})`;
}
