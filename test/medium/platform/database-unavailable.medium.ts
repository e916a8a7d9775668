import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import {
  isServerUnavailable,
  isServerBusy,
} from '../../../apps/api/src/platform/kernel/database-errors.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import type { Tx } from '../../../apps/api/src/platform/db/tx.js';
import { asOwner } from '../../harness/actors.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';

let test: { database: TestDatabase };
let database: Database;
const scope = systemScope('test', []);

beforeAll(async () => {
  test = { database: await createTestDatabase() };
  database = new Database(createPool(test.database.appUrl, 2, () => undefined));
});
afterAll(async () => {
  await database.close();
  await test.database.drop();
});

const beat = (tx: Tx) => tx.insertInto('heartbeats').values({ process: 'test' }).execute();
const beats = () =>
  asOwner(
    test,
    async (client) =>
      (await client.query(`select 1 from heartbeats where process = 'test'`)).rowCount,
  );
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

/** Ends the connection of a transaction from outside, as a restart of the server does. */
async function endConnection(tx: Tx): Promise<void> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
  await asOwner(test, (client) =>
    client.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]),
  );
}

describe('a database that goes away', () => {
  it('between two statements of a transaction fails that transaction, not the process, and the next one works', async () => {
    const failure = await failureOf(
      database.transaction(scope, async (tx) => {
        await beat(tx);
        await endConnection(tx);
        await beat(tx);
      }),
    );
    expect(isServerUnavailable(failure)).toBe(true);
    expect(await beats()).toBe(0);
    await database.transaction(scope, beat);
    expect(await beats()).toBe(1);
  });

  it('that accepts connections and says nothing is given up on', async () => {
    const held: Socket[] = [];
    const silent: Server = createServer((socket) => held.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const hanging = new Database(
      createPool(`postgres://u:p@127.0.0.1:${port}/d`, 1, () => undefined),
    );
    expect(isServerUnavailable(await failureOf(hanging.ping()))).toBe(true);
    expect(isServerUnavailable(await failureOf(hanging.transaction(scope, beat)))).toBe(true);
    for (const socket of held) socket.destroy();
    silent.close();
    await hanging.close();
  }, 15_000);

  it('that ends a statement or a deadlock is busy, not away', async () => {
    const failure = await failureOf(
      database.transaction(scope, async (tx) => {
        await sql`set local statement_timeout = 10`.execute(tx);
        await sql`select pg_sleep(5)`.execute(tx);
      }),
    );
    expect([isServerBusy(failure), isServerUnavailable(failure)]).toEqual([true, false]);
  });
});
