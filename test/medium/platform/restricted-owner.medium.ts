import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../../../apps/api/src/platform/config/project-root.js';
import { Database } from '../../../apps/api/src/platform/db/database.js';
import { migrateUp } from '../../../apps/api/src/platform/db/migrations.js';
import { createPool } from '../../../apps/api/src/platform/db/pool.js';
import { namesOf, setupSql } from '../../../apps/api/src/platform/db/roles-sql.js';
import { systemScope } from '../../../apps/api/src/platform/kernel/scope.js';

const SERVER = process.env.LEITSTAND_TEST_POSTGRES_URL ?? '';
let names: { owner: string; login: string; database: string };

async function asAdmin(statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
function urlOf(login: string): string {
  const url = new URL(SERVER);
  [url.pathname, url.username, url.password] = [`/${names.database}`, login, 'pw'];
  return url.toString();
}
const withPassword = (login: string) => `alter role ${login} login password 'pw'`;

/** Whatever `database sql` prints, statement by statement; other tests have made the role that all databases share. */
const printed = () =>
  setupSql(names)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('--'))
    .filter((line) => !line.startsWith('create role leitstand_app '));
const ROLE = `do $$ begin create role leitstand_app; exception when duplicate_object then null; end $$`;

beforeEach(() => {
  const id = randomBytes(4).toString('hex');
  names = { owner: `owner_${id}`, login: `login_${id}`, database: `own_${id}` };
});
afterEach(() =>
  asAdmin([
    `drop database if exists ${names.database} with (force)`,
    `drop role if exists ${names.owner}`,
    `drop role if exists ${names.login}`,
  ]),
);

describe('a PostgreSQL whose owner may nothing else', () => {
  it('is all set by what "database sql" prints: migrations run, and the application works under its role', async () => {
    await asAdmin([ROLE, ...printed(), withPassword(names.owner), withPassword(names.login)]);
    const { results } = await migrateUp(urlOf(names.owner), urlOf(names.login));
    expect(results.length).toBeGreaterThan(10);
    const database = new Database(createPool(urlOf(names.login), 1, () => undefined));
    await database.assertRoleIsBound();
    const territories = await database.read(systemScope('test', []), (tx) =>
      tx.selectFrom('territories').select('code').execute(),
    );
    expect(territories).not.toHaveLength(0);
    await database.close();
  }, 30_000);

  it('works, too, where one login does both', async () => {
    names = { ...names, login: names.owner };
    await asAdmin([ROLE, ...printed(), withPassword(names.owner)]);
    await migrateUp(urlOf(names.owner));
    const database = new Database(createPool(urlOf(names.owner), 1, () => undefined));
    await database.assertRoleIsBound();
    await database.close();
  }, 30_000);

  it('says which statement somebody else has to run, when the login may not become the role', async () => {
    await asAdmin([
      ROLE,
      ...printed().filter((line) => !line.startsWith('grant')),
      withPassword(names.owner),
    ]);
    await expect(migrateUp(urlOf(names.owner), urlOf(names.login))).rejects.toMatchObject({
      code: 'dependency-unavailable',
      message: expect.stringContaining(
        `Have a superuser run, once: grant leitstand_app to ${names.login};`,
      ) as unknown,
    });
  });

  it('says whose the database has to be, when it may not build there', async () => {
    await asAdmin([
      ROLE,
      ...printed().filter((line) => !line.startsWith('create database')),
      `create database ${names.database}`,
      withPassword(names.owner),
    ]);
    await expect(migrateUp(urlOf(names.owner), urlOf(names.login))).rejects.toThrow(
      `alter database "${names.database}" owner to "${names.owner}";`,
    );
  });
});

describe('what "database sql" prints', () => {
  it('stands in the documentation, for the names that nobody has changed', () => {
    const page = readFileSync(join(projectRoot(), 'docs/servers-of-your-own.md'), 'utf8');
    expect(page).toContain(setupSql(namesOf()).trim());
  });
});
