import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';

let files: TestDatabase;
let pool: ReturnType<typeof createPool>;
let database: Database;
beforeAll(async () => {
  files = await createTestDatabase();
  pool = createPool(files.appUrl, 1, () => undefined); // one connection: whoever comes next gets the one before
  database = new Database(pool);
});
afterAll(async () => {
  await database.close();
  await files.drop();
});

const ADMIN = systemScope('access', ['CH', 'DE']);
const LEFT =
  'select leitstand_actor() as actor, cardinality(leitstand_territories()) as territories';
const left = async () => (await pool.query(LEFT)).rows[0] as unknown;

describe('a connection that goes back to the pool', () => {
  it.each([
    ['after a commit', () => database.transaction(ADMIN, (tx) => sql`select 1`.execute(tx))],
    ['after a read', () => database.read(ADMIN, (tx) => sql`select 1`.execute(tx))],
    [
      'after a failing statement',
      () =>
        database.transaction(ADMIN, (tx) => sql`select 1 / 0`.execute(tx)).catch(() => undefined),
    ],
    [
      'after work that threw',
      () =>
        database
          .transaction(ADMIN, () => Promise.reject(new Error('in the middle')))
          .catch(() => undefined),
    ],
    [
      'after a statement that took too long',
      () =>
        database
          .transaction(ADMIN, async (tx) => {
            await sql`set local statement_timeout = 20`.execute(tx);
            await sql`select pg_sleep(5)`.execute(tx);
          })
          .catch(() => undefined),
    ],
  ])('takes neither the actor nor the territories along: %s', async (_when, work) => {
    await work();
    expect(await left()).toEqual({ actor: '', territories: 0 });
  });

  it('lets the next scope see its own territories only', async () => {
    await database.transaction(ADMIN, (tx) =>
      sql`insert into outbox (type, ids, territory) values ('t', '[]', 'DE')`.execute(tx),
    );
    const seen = (territories: string[]) =>
      database.read(
        systemScope('x', territories),
        async (tx) => (await sql`select territory from outbox`.execute(tx)).rows.length,
      );
    expect([await seen(['CH']), await seen(['DE']), await seen([])]).toEqual([0, 1, 0]);
  });
});
