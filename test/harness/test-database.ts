import { randomBytes } from 'node:crypto';
import pg from 'pg';
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

const TEMPLATE = `leitstand_template_${process.pid}`;
let template: Promise<void> | null = null;

/** Migrated once a process; every test database is a copy of it. */
function migratedTemplate(): Promise<void> {
  template ??= (async () => {
    await onServer(async (client) => {
      await client.query("select pg_advisory_lock(hashtext('leitstand_app'))"); // test runs beside each other make the same role
      await client.query(`drop database if exists ${TEMPLATE}`);
      await client.query(`create database ${TEMPLATE}`);
      await client.query(`do $$ begin create role leitstand_app login nosuperuser nobypassrls password 'leitstand_app';
        exception when duplicate_object then alter role leitstand_app login password 'leitstand_app'; end $$`);
    });
    await migrateUp(urlOf(TEMPLATE));
  })();
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
