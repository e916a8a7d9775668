import { sql } from 'kysely';
import type { Tx } from './tx.js';

/**
 * Takes turns: of one owner, what counts things before it adds one goes on one transaction after the other, so that a bound holds however many come
 * at once. Others' go on beside it. Taken before any row is locked, so that nobody waits in a circle.
 * @param what is counted, e.g. `api tokens`
 * @param owner whose they are
 */
export async function takeTurn(tx: Tx, what: string, owner: string): Promise<void> {
  const key = `${what} of ${owner}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}
