import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { checkConnections } from '../../../apps/api/src/platform/db/check-connections.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { migrateUp } from '../../../apps/api/src/platform/db/migrations.js';
import { createPooledPool } from '../../../apps/api/src/platform/db/pool.js';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';
import { sql } from 'kysely';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.js';
import { testEnvironment } from '../../harness/test-environment.js';
import { startTestPgBouncer, type TestPgBouncer } from '../../harness/test-pgbouncer.js';
import { EventStream, until } from './event-stream.js';

const SERVER = process.env.LEITSTAND_TEST_POSTGRES_URL ?? '';
/** Less than the clients that want one at once. */
const CONNECTIONS = 2;
/** Is a member of the role only and has nothing of it by itself: whatever runs, runs because a transaction took the role. */
const MEMBER = `leitstand_member_${process.pid}`;
const LOGINS = {
  leitstand_app: 'leitstand_app',
  leitstand_owner: new URL(SERVER).password,
  [MEMBER]: MEMBER,
};
const asMember = (url: string) => {
  const own = new URL(url);
  [own.username, own.password] = [MEMBER, MEMBER];
  return own.toString();
};
async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

let bouncer: TestPgBouncer;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await onServer(
    `create role ${MEMBER} login noinherit password '${MEMBER}' in role leitstand_app`,
  );
  bouncer = await startTestPgBouncer(SERVER, LOGINS, CONNECTIONS);
}, 60_000);
afterAll(async () => {
  await bouncer.close();
  await database.drop();
  await onServer(`drop role ${MEMBER}`);
});

const settingsOf = (more: Record<string, string>) =>
  Settings.fromEnvironment(testEnvironment(database, more));

describe('the start before a PgBouncer in transaction mode', () => {
  it('says which setting has to name PostgreSQL itself', async () => {
    const through = bouncer.through(database.appUrl);
    await expect(checkConnections(settingsOf({ LEITSTAND_DATABASE_URL: through }))).rejects.toThrow(
      'set LEITSTAND_DATABASE_DIRECT_URL to PostgreSQL itself',
    );
    await expect(
      checkConnections(
        settingsOf({ LEITSTAND_DATABASE_URL: through, LEITSTAND_DATABASE_DIRECT_URL: through }),
      ),
    ).rejects.toThrow('LEITSTAND_DATABASE_DIRECT_URL leads through a pooler (PgBouncer), too');
    await checkConnections(
      settingsOf({
        LEITSTAND_DATABASE_URL: through,
        LEITSTAND_DATABASE_DIRECT_URL: database.appUrl,
      }),
    );
  });

  it('sees one that swallows what it is asked for', async () => {
    const deaf = await startTestPgBouncer(SERVER, LOGINS, CONNECTIONS, [
      'ignore_startup_parameters = options',
    ]);
    await expect(
      checkConnections(settingsOf({ LEITSTAND_DATABASE_URL: deaf.through(database.appUrl) })),
    ).rejects.toThrow('LEITSTAND_DATABASE_DIRECT_URL');
    await deaf.close();
  });
});

describe('a transaction through it', () => {
  it('has the role, the limits and the territories of its own, and leaves none of them behind', async () => {
    const pool = createPooledPool(bouncer.through(asMember(database.appUrl)), 10, () => undefined);
    const pooled = new Database(pool, { isPooled: true });
    await pooled.assertRoleIsBound();
    const look = (territory: string) =>
      pooled.read(systemScope('test', [territory]), (tx) =>
        sql<{
          seen: string;
        }>`select concat_ws(' ', current_user, current_setting('statement_timeout'),
          leitstand_territories()::text, current_setting('transaction_read_only')) as seen, pg_sleep(0.01)`.execute(
          tx,
        ),
      );
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => look(i % 2 === 0 ? 'DE' : 'CH')),
    );
    expect(new Set(answers.map(({ rows }) => rows[0]?.seen))).toEqual(
      new Set(['leitstand_app 15s {DE} on', 'leitstand_app 15s {CH} on']),
    );
    const { rows } = await pool.query<{ left: string }>(
      `select current_setting('statement_timeout') || cardinality(leitstand_territories()) || current_setting('role') as left`,
    );
    expect(rows[0]?.left).toBe('00none');
    const kept = await pool.query('select name from pg_prepared_statements');
    expect(kept.rows).toEqual([]); // the next one may get another connection, which does not know it
    await pooled.close();
  });

  it('may be a migration', async () => {
    expect((await migrateUp(bouncer.through(database.ownerUrl), database.appUrl)).results).toEqual(
      [],
    );
  });
});

const heardOf = (stream: EventStream) =>
  new Set(stream.heard.filter(({ type }) => type === 'subject.changed').flatMap(({ ids }) => ids));

describe('an instance behind it', () => {
  let test: TestApp;
  let admin: TestActor;
  beforeAll(async () => {
    test = await startTestApp({}, (own) => ({
      LEITSTAND_DATABASE_URL: bouncer.through(asMember(own.appUrl)),
      LEITSTAND_DATABASE_DIRECT_URL: asMember(own.appUrl),
    }));
    await test.app.listen(0, '127.0.0.1');
    admin = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }]);
  }, 60_000);
  afterAll(async () => {
    await test.close();
    delete process.env.LEITSTAND_DATABASE_DIRECT_URL;
  });

  const put = (slug: string, territory: string) =>
    test.app.inject({
      method: 'PUT',
      url: `/api/v1/subjects/${slug}`,
      headers: admin.headers,
      payload: { name: slug, kind: 'service', territory },
    });

  it('signs people in, keeps territories apart under load, and hears of changes at once', async () => {
    const stream = await EventStream.open(`${await test.app.getUrl()}/api/v1/events`, {
      ...admin.headers,
    });
    // As many as one person may have under way at once, and wait.
    const slugs = Array.from({ length: 20 }, (_, i) => `service-${i}`);
    const answers = await Promise.all(slugs.map((slug, i) => put(slug, i % 2 === 0 ? 'DE' : 'CH')));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]));
    const viewer = await sessionOf(test, [{ role: 'viewer', territories: ['CH'] }]);
    const lists = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        test.app.inject({
          method: 'GET',
          url: '/api/v1/subjects?limit=100',
          headers: (i % 2 === 0 ? viewer : admin).headers,
        }),
      ),
    );
    expect(lists.map((list) => list.json<{ items: object[] }>().items.length)).toEqual(
      lists.map((_, i) => (i % 2 === 0 ? slugs.length / 2 : slugs.length)),
    );
    await until(() => heardOf(stream).size === slugs.length, 'the stream hears of all');
    stream.close();
  }, 60_000);

  it('answers a lost right at once: notices come through', async () => {
    const client = new pg.Client({ connectionString: test.database.ownerUrl });
    await client.connect();
    const editor = await sessionOf(test, [{ role: 'editor', territories: ['DE'] }]);
    const me = () => test.app.inject({ method: 'GET', url: '/api/v1/me', headers: editor.headers });
    expect((await me()).body).toContain('editor');
    await client.query(`delete from user_grants where role = 'editor'`);
    await client.end();
    await until(async () => !(await me()).body.includes('editor'), 'the right is gone');
  }, 30_000);
});
