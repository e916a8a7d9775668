import pg from 'pg';

/** The role every statement of the application runs under: owns no table, so row-level security binds it. */
export const APP_ROLE = 'leitstand_app';

const INT8 = 20;

/** bigint columns as numbers: counters and sequence numbers here stay below 2^53. numeric stays a string (exact). */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === INT8 && format !== 'binary' ? (value: string) => Number(value) : pg.types.getTypeParser(oid, format),
};

/**
 * A pool whose connections run as the application's role.
 * @param url connection URL; its login is the role itself or a member of it
 * @param onError hears of connections that die while idle (a restart of the server); the pool replaces them
 */
export function createPool(url: string, max: number, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    options: `-c role=${APP_ROLE} -c TimeZone=UTC -c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000`,
    connectionTimeoutMillis: 3000,
    application_name: 'leitstand',
  });
  pool.on('error', onError);
  return pool;
}
