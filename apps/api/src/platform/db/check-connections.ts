import type pg from 'pg';
import type { Settings } from '../config/settings.js';
import { createPool } from './pool.js';
import { DatabaseNotPrepared } from './prepare-roles.js';

/** With which PostgreSQL says that something is wrong with the protocol, and PgBouncer that it does not pass on what we ask for. */
const PROTOCOL = '08P01';

/**
 * Sees that nothing stands between us and PostgreSQL that we are not told of: a pooler in transaction mode (PgBouncer) gives each
 * transaction another connection, so that notices go nowhere and what a connection was told is told to somebody else's.
 * @throws DatabaseNotPrepared with the setting to set
 */
export async function checkConnections(settings: Settings): Promise<void> {
  if (!(await isDirect(settings.directUrl)))
    throw new DatabaseNotPrepared(
      settings.isPooled
        ? 'LEITSTAND_DATABASE_DIRECT_URL leads through a pooler (PgBouncer), too: it has to name PostgreSQL itself.'
        : 'LEITSTAND_DATABASE_URL leads through a pooler (PgBouncer) that keeps no sessions: set LEITSTAND_DATABASE_DIRECT_URL to PostgreSQL itself, with the same login; the other may stay.',
    );
}

/** Whether a connection keeps what it is told; one through a pooler in session mode does. */
async function isDirect(url: string): Promise<boolean> {
  const pool = createPool(url, 1, () => undefined);
  try {
    const client: pg.PoolClient & { processID?: number | null } = await pool.connect();
    try {
      const { rows } = await client.query<{ pid: number; role: string; session: string }>(
        'select pg_backend_pid() as pid, current_user as role, session_user as session',
      );
      const [row] = rows;
      return row?.pid === client.processID || row?.role !== row?.session;
    } finally {
      client.release();
    }
  } catch (error) {
    if ((error as { code?: unknown }).code === PROTOCOL) return false;
    throw error;
  } finally {
    await pool.end();
  }
}
