import type pg from 'pg';
import { until } from './until.js';

/** Resolves once a statement in the database of `client`, which may have a transaction open itself, waits for a lock that somebody else holds. */
export async function lockIsWaitedFor(client: pg.ClientBase): Promise<void> {
  await until('a statement waits for a lock', async () => {
    await client.query('select pg_stat_clear_snapshot()');
    const { rows } = await client.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  });
}
