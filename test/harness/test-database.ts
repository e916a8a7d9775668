import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { projectRoot } from '../../apps/api/src/platform/config/project-root.js';
import { migrateUp } from '../../apps/api/src/platform/db/migrations.js';

/** A database of a test's own: real PostgreSQL, migrated, row-level security on. */
export interface TestDatabase {
  /** login of the application's role */
  readonly appUrl: string;
  /** login that owns the tables and is bound by no policy */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

function serverUrl(): string {
  const url = process.env.LEITSTAND_TEST_POSTGRES_URL;
  if (!url) throw new Error('LEITSTAND_TEST_POSTGRES_URL is not set: run this through npm test');
  return url;
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string, login?: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  if (login) [url.username, url.password] = [login, login];
  return url.toString();
}

/** Another one as soon as a migration is. */
function templateName(): string {
  const folder = join(projectRoot(), 'apps/api/migrations');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).toSorted())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  return `leitstand_template_${hash.digest('hex').slice(0, 16)}`;
}

const TEMPLATE = templateName();
const FINISHED = 'migrated';
let template: Promise<void> | null = null;

/** Migrated once a server, by the first file that wants it: every test database is a copy of it. */
function migratedTemplate(): Promise<void> {
  template ??= onServer(async (client) => {
    await client.query("select pg_advisory_lock(hashtext('leitstand_app'))"); // test runs beside each other make the same role
    await client.query(`do $$ begin create role leitstand_app login nosuperuser nobypassrls password 'leitstand_app';
      exception when duplicate_object then alter role leitstand_app login password 'leitstand_app'; end $$`);
    const { rows } = await client.query<{ note: string | null }>(
      "select shobj_description(oid, 'pg_database') as note from pg_database where datname = $1",
      [TEMPLATE],
    );
    if (rows[0]?.note === FINISHED) return;
    await client.query(`drop database if exists ${TEMPLATE}`); // somebody was interrupted
    await client.query(`create database ${TEMPLATE}`);
    await migrateUp(urlOf(TEMPLATE));
    await client.query(`comment on database ${TEMPLATE} is '${FINISHED}'`);
  });
  return template;
}

/** A fresh copy of the migrated schema, in about 50 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  await migratedTemplate();
  const name = `leitstand_test_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name} template ${TEMPLATE}`));
  return {
    appUrl: urlOf(name, 'leitstand_app'),
    ownerUrl: urlOf(name),
    drop: () =>
      onServer(async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}
