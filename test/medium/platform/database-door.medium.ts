import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { Prepared } from '../../../apps/api/src/platform/db/prepared.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { asOwner } from '../../harness/actors.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';

/** Stands before the server and counts how often it is asked: whoever waits for an answer before asking on is seen to. */
class Ear {
  asked = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(port: number, host: string) {
    this.server = createServer((socket) => {
      const further = connect(port, host);
      socket.on('data', () => (this.asked += 1));
      for (const each of [socket, further]) {
        this.sockets.add(each);
        each.on('error', () => undefined);
      }
      socket.pipe(further).pipe(socket);
    });
  }

  async listen(): Promise<number> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

let test: TestDatabase;
let ear: Ear;
let database: Database;
const scope = systemScope('test', ['DE']);

beforeAll(async () => {
  test = await createTestDatabase();
  const url = new URL(test.appUrl);
  ear = new Ear(Number(url.port), url.hostname);
  url.port = String(await ear.listen());
  database = new Database(createPool(url.toString(), 1, () => undefined)); // one connection: whoever comes next gets the one before
  await database.read(scope, (tx) => sql`select 1`.execute(tx));
});
afterAll(async () => {
  await database.close();
  ear.close();
  await test.drop();
});
beforeEach(() => void (ear.asked = 0));

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: { code?: string; name: string }) => error.code ?? error.name,
  );
const here = async () =>
  (
    await database.read(scope, (tx) =>
      sql<{
        seen: string;
      }>`select concat_ws(' ', leitstand_actor(), leitstand_territories()::text, current_setting('transaction_read_only'), current_setting('transaction_isolation')) as seen`.execute(
        tx,
      ),
    )
  ).rows[0]?.seen;

describe('a read', () => {
  it('asks the server twice: for all that its first statement needs, and for its end', async () => {
    expect(await here()).toBe('system:test {DE} on repeatable read');
    expect(ear.asked).toBe(2);
  });

  it('of nothing asks for nothing', async () => {
    await database.read(scope, () => Promise.resolve());
    await codeOf(database.read(scope, () => Promise.reject(new Error('before anything'))));
    expect(ear.asked).toBe(0);
    expect(await here()).toBe('system:test {DE} on repeatable read');
  });

  it('whose first statement fails says why, and the next one has a transaction of its own', async () => {
    const failure = await database
      .read(scope, async function whoAsked(tx) {
        await sql`select 1 / 0`.execute(tx);
      })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: '22012', stack: expect.stringContaining('whoAsked') });
    expect(await here()).toBe('system:test {DE} on repeatable read');
  });

  it('sees nothing under a scope that could not be set, and says that this was why', async () => {
    const impossible = systemScope('test', ['DE\u0000']);
    const look = database.read(impossible, (tx) => sql`select * from territories`.execute(tx));
    expect(await codeOf(look)).toBe('22021');
    expect(await here()).toBe('system:test {DE} on repeatable read');
  });
});

describe('a write', () => {
  it('begins under its scope before its first statement is sent', async () => {
    const insert = (process: string) =>
      database.transaction(scope, (tx) =>
        tx.insertInto('heartbeats').values({ process }).executeTakeFirst(),
      );
    expect((await insert('door')).numInsertedOrUpdatedRows).toBe(1n);
    expect(ear.asked).toBe(3);
  });

  it('that goes on after a failure it hid is not taken for done', async () => {
    const work = database.transaction(scope, async (tx) => {
      await tx.insertInto('heartbeats').values({ process: 'lost' }).execute();
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    });
    expect(await codeOf(work)).toBe('AbortedTransactionError');
    const { rows } = await database.read(scope, (tx) =>
      sql`select from heartbeats where process = 'lost'`.execute(tx),
    );
    expect(rows).toEqual([]);
  });
});

describe('a prepared statement', () => {
  const sum = new Prepared<[a: number, b: number], { text: string }>(
    'test-sum',
    (a, b) => sql`select concat_ws(' ', ${b}::int, ${'and'}::text, ${a}::int, ${b}::int) as text`,
  );

  it('gets each value at its places, whatever it was given before, and is kept by its connection', async () => {
    const ask = (a: number, b: number) => database.read(scope, (tx) => sum.rows(tx, a, b));
    expect([await ask(1, 2), await ask(3, 4)]).toEqual([
      [{ text: '2 and 1 2' }],
      [{ text: '4 and 3 4' }],
    ]);
    const { rows } = await database.read(scope, (tx) =>
      sql<{
        name: string;
      }>`select name from pg_prepared_statements where name in ('test-sum', 'leitstand-enter') order by name`.execute(
        tx,
      ),
    );
    expect(rows.map(({ name }) => name)).toEqual(['leitstand-enter', 'test-sum']);
  });

  it('whose columns a migration has changed fails once at most for each connection', async () => {
    const owner = (statement: string) => asOwner({ database: test }, (to) => to.query(statement));
    const kept = new Prepared<[], { a: unknown }>('test-kept', () => sql`select * from kept`);
    const ask = () => database.read(scope, (tx) => kept.rows(tx));
    await owner(
      'create table kept as select 1 as a; grant select on kept to leitstand_app', // gone with the database
    );
    expect(await ask()).toEqual([{ a: 1 }]);
    await owner('alter table kept alter a type text');
    expect(await codeOf(ask())).toBe('0A000');
    expect(await ask()).toEqual([{ a: '1' }]);
  });
});
