import type pg from 'pg';
import { until } from './until.js';

/**
 * Resolves once no reader of the outbox is kept from a row by a transaction in somebody else's database: PostgreSQL counts transactions
 * of a whole cluster, which tests share, and readers leave to a later pass whatever is younger than the oldest that is open.
 * Transactions of the test's own database are its own business.
 * @param client of the owner, who sees others' sessions
 */
export async function outboxSettled(client: pg.ClientBase): Promise<void> {
  await until('transactions of other databases are over', async () => {
    const { rows } = await client.query<{ settled: boolean }>(
      `select not exists (select from outbox where tx >= pg_snapshot_xmin(pg_current_snapshot()))
        or not exists (select from pg_stat_activity where datname <> current_database() and backend_xid is not null) as settled`,
    );
    return rows[0]?.settled;
  });
}
