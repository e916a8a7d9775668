import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { migrateDown, migrateUp } from '../../apps/api/src/platform/db/migrations.js';
import { dataDirectory, eventually, freePortBase, Launched } from './launched.js';

interface Account {
  readonly wrap: (words: readonly string[], signal: string) => string[];
  readonly own: (path: string) => void;
}
interface Cluster {
  readonly dir: string;
  readonly port: number;
  readonly password: string;
  readonly account: Account;
  readonly unsafe: true;
}
interface Service {
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly ready: () => boolean;
}
interface Upgrade {
  readonly admin: string | null;
  readonly note: string;
}
type Words = Readonly<Record<'owner' | 'app', string>>;
type Urls = Readonly<Record<'owner' | 'app' | 'maintenance', string>>;

const scripts = async <T>(file: string) =>
  (await import(pathToFileURL(resolve('scripts/lib', file)).href)) as T;
const postgres = await scripts<{
  initialise: (programs: object, cluster: Cluster) => Promise<void>;
  postgresService: (programs: object, cluster: Cluster) => Service;
  postgresUrls: (port: number, words: Words) => Urls;
  ensureRoles: (urls: Urls, words: Words) => Promise<void>;
}>('postgres.mjs');
const { layout, makeDirectories } = await scripts<{
  layout: (dir: string) => { readonly secrets: string; readonly postgres: string };
  makeDirectories: (paths: object) => void;
}>('paths.mjs');
const { requireBinaries } = await scripts<{
  requireBinaries: (
    paths: object,
    tools: string[],
  ) => Promise<{ postgres: Record<string, string> }>;
}>('binaries.mjs');
const { serverAccount } = await scripts<{
  serverAccount: (places: readonly string[]) => Promise<Account>;
}>('account.mjs');
const { separateOwner } = await scripts<{
  separateOwner: (
    port: number,
    words: { readonly secrets: string; readonly owner: string },
  ) => Promise<Upgrade>;
}>('owner-upgrade.mjs');

const words = { owner: 'of-the-owner', app: 'of-the-app' };

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** A cluster as earlier versions made it: its superuser owns our tables. */
class OldCluster {
  private constructor(
    readonly urls: Urls,
    readonly port: number,
    readonly secrets: string,
    private readonly server: ChildProcess,
  ) {}

  static async begin(dir: string, port: number): Promise<OldCluster> {
    const paths = layout(dir);
    makeDirectories(paths);
    const { postgres: programs } = await requireBinaries(paths, ['postgres']);
    const account = await serverAccount([dir, programs.postgres ?? '']);
    const cluster = {
      dir: paths.postgres,
      port,
      password: words.owner,
      account,
      unsafe: true,
    } as const;
    writeFileSync(join(paths.secrets, 'postgres-owner'), words.owner, { mode: 0o600 });
    writeFileSync(join(paths.secrets, 'postgres-app'), words.app, { mode: 0o600 });
    await postgres.initialise(programs, cluster);
    const { command, env, ready } = postgres.postgresService(programs, cluster);
    const [program = '', ...more] = account.wrap(command, 'KILL');
    const server = spawn(program, more, { cwd: '/', env, stdio: 'ignore' });
    const urls = postgres.postgresUrls(port, words);
    await eventually(() => existsSync(join(paths.postgres, 'postmaster.pid')) && ready(), 60);
    await postgres.ensureRoles(urls, words);
    await migrateUp(urls.owner);
    await query(urls.owner, `select slo_ledger_prepare(now(), now() + interval '40 days')`);
    return new OldCluster(urls, port, paths.secrets, server);
  }

  upgrade(): Promise<Upgrade> {
    return separateOwner(this.port, { secrets: this.secrets, owner: words.owner });
  }

  async end(): Promise<void> {
    this.server.kill('SIGINT');
    if (this.server.exitCode === null) await once(this.server, 'exit');
  }
}

const POWERFUL = `select rolname from pg_roles where rolname !~ '^pg_' and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls)`;
/** Of whom anything of ours is. */
const OWNERS = `select distinct pg_get_userbyid(owner) as owner from (
  select relowner as owner from pg_class where relnamespace = 'public'::regnamespace
  union all select proowner from pg_proc where pronamespace = 'public'::regnamespace
  union all select typowner from pg_type where typnamespace = 'public'::regnamespace
  union all select collowner from pg_collation where collnamespace = 'public'::regnamespace
  union all select datdba from pg_database where datname = current_database()) o`;

describe('an owner that is the superuser of its cluster', () => {
  const data = dataDirectory();
  mkdirSync(data.dir, { recursive: true });
  let cluster: OldCluster;
  beforeAll(async () => {
    cluster = await OldCluster.begin(data.dir, await freePortBase());
  }, 120_000);
  afterAll(async () => {
    await cluster.end();
    data.remove();
  });

  const secretOf = (name: string) => readFileSync(join(cluster.secrets, name), 'utf8').trim();

  it('stays what it is where another role has the name that would be needed', async () => {
    await query(cluster.urls.owner, 'create role leitstand_admin');
    expect(await cluster.upgrade()).toEqual({
      admin: null,
      note: 'leitstand_owner stays the superuser: there is another leitstand_admin',
    });
    expect(await query(cluster.urls.owner, POWERFUL)).toEqual([{ rolname: 'leitstand_owner' }]);
    await query(cluster.urls.owner, 'drop role leitstand_admin');
  });

  it('becomes an ordinary role that owns everything of ours, with the password it had', async () => {
    expect(await query(cluster.urls.owner, POWERFUL)).toEqual([{ rolname: 'leitstand_owner' }]);
    const { admin, note } = await cluster.upgrade();
    expect([admin, note]).toEqual([
      secretOf('postgres-admin'),
      'leitstand_owner is no superuser any more',
    ]);
    expect(await query(cluster.urls.owner, POWERFUL)).toEqual([{ rolname: 'leitstand_admin' }]);
    expect(await query(cluster.urls.owner, OWNERS)).toEqual([{ owner: 'leitstand_owner' }]);
    const kept = await query(cluster.urls.app, 'select code from territories order by code');
    expect(kept).toEqual([{ code: 'CH' }, { code: 'DE' }]);
    await migrateDown(cluster.urls.owner, true);
    await migrateUp(cluster.urls.owner);
  }, 60_000);

  it('is left alone from then on', async () => {
    expect(await cluster.upgrade()).toEqual({ admin: secretOf('postgres-admin'), note: '' });
  });

  it('is found as it was left by a start that was killed before it had kept the password', async () => {
    const password = secretOf('postgres-admin');
    renameSync(
      join(cluster.secrets, 'postgres-admin'),
      join(cluster.secrets, 'postgres-admin.pending'),
    );
    const admin = postgres.postgresUrls(cluster.port, words).maintenance;
    const adminUrl = admin
      .replace('leitstand_owner', 'leitstand_admin')
      .replace(words.owner, password);
    await query(adminUrl, 'create role leitstand_upgrade superuser');
    expect((await cluster.upgrade()).admin).toBe(password);
    expect(await query(cluster.urls.owner, POWERFUL)).toEqual([{ rolname: 'leitstand_admin' }]);
  });
});

describe('an instance on a cluster of an earlier version', () => {
  const data = dataDirectory();
  afterAll(() => data.remove());

  it('starts, even where an upgrade was killed at its beginning, and says what it changed', async () => {
    const base = await freePortBase();
    const old = await OldCluster.begin(data.dir, base);
    const { urls } = old;
    writeFileSync(join(old.secrets, 'postgres-admin.pending'), 'to-come', { mode: 0o600 });
    await query(urls.owner, `create role leitstand_upgrade superuser login password 'another'`);
    await old.end();
    const launched = Launched.start({
      LEITSTAND_DATA_DIR: data.dir,
      LEITSTAND_PORT_BASE: String(base),
      LEITSTAND_SAMPLE: 'off',
    });
    await launched.says('ready: ', 240);
    expect(launched.output).toContain('leitstand_owner is no superuser any more');
    const settings = JSON.parse(readFileSync(join(data.run, 'environment.json'), 'utf8')) as Record<
      string,
      string
    >;
    const owner = settings.LEITSTAND_DATABASE_OWNER_URL ?? '';
    expect(await query(owner, POWERFUL)).toEqual([{ rolname: 'leitstand_admin' }]);
    expect(await query(owner, OWNERS)).toEqual([{ owner: 'leitstand_owner' }]);
    launched.child.kill('SIGTERM');
    expect(await launched.exitCode()).toBe(0);
  }, 300_000);
});
