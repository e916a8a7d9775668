// A private PostgreSQL: loopback only, password only, own data.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { plainEnvironment } from './children.mjs';
import { LauncherError, codeOf } from './fail.mjs';
import { commandWords, identify, isAlive } from './identity.mjs';
import { postgresAnswers } from './liveness.mjs';
import { lastLine, run } from './run.mjs';
import { until } from './wait.mjs';

/** @import { ExternalServer, Account, Service } from './types.js' */

/** The superuser of the cluster, for the launcher alone. */
export const ADMIN = 'leitstand_admin';
export const OWNER = 'leitstand_owner';
export const APP = 'leitstand_app';
export const DATABASE = 'leitstand';

/**
 * @param {string} user
 * @param {string} password
 * @param {number} port
 * @param {string} database
 */
export const url = (user, password, port, database) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/**
 * The URLs of our server for its two logins; `maintenance` is the superuser's, to the database `postgres`.
 * @param {number} port
 * @param {{owner: string, app: string, admin?: string | null}} passwords without `admin` the owner is the superuser
 */
export function postgresUrls(port, passwords) {
  return {
    owner: url(OWNER, passwords.owner, port, DATABASE),
    app: url(APP, passwords.app, port, DATABASE),
    maintenance: passwords.admin
      ? url(ADMIN, passwords.admin, port, 'postgres')
      : url(OWNER, passwords.owner, port, 'postgres'),
  };
}

/** @param {string} dir */
export const hasCluster = (dir) => existsSync(join(dir, 'PG_VERSION'));

/**
 * Makes the cluster when there is none. It is made aside and renamed, so half a cluster is never mistaken for one.
 * @param {{initdb: string}} programs
 * @param {{dir: string, password: string, admin?: string | null, account: Account}} cluster `password` of the owner; with `admin`, the
 *   password of a superuser of its own, the owner is none
 */
export async function initialise(programs, { dir, password, admin, account }) {
  if (hasCluster(dir)) return;
  if (existsSync(dir) && readdirSync(dir).length > 0) {
    throw new LauncherError(
      `${dir} is no PostgreSQL database (there is no PG_VERSION) and not empty either: restore it from a backup, or move it away to begin anew`,
    );
  }
  const fresh = join(dirname(dir), `.${basename(dir)}.new`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const word = `${fresh}.password`;
  writeFileSync(word, `${admin ?? password}\n`, { mode: 0o600 });
  account.own(fresh);
  account.own(word);
  try {
    const words = [
      programs.initdb,
      '-D',
      fresh,
      '-U',
      admin ? ADMIN : OWNER,
      `--pwfile=${word}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-instructions',
      '--no-sync',
    ];
    const { code, err, out } = await run(account.wrap(words, 'KILL'), {
      cwd: dirname(dir),
      env: plainEnvironment(),
    });
    const cause = lastLine(err.replaceAll(/^initdb: (removing|hint).*$/gm, '')) || lastLine(out);
    if (code !== 0)
      throw new LauncherError(
        `PostgreSQL could not make its data directory ${dir} (${cause}): free disk space, or set LEITSTAND_DATA_DIR to a directory the account ${account.user?.name ?? 'you run as'} may write to`,
      );
  } finally {
    rmSync(word, { force: true });
  }
  renameSync(fresh, dir); // an empty directory is replaced, nothing else
}

/**
 * Whether that process is a PostgreSQL on these very data, and no stranger who got its number.
 * @param {number} pid
 * @param {string} dir
 */
function isServerOn(pid, dir) {
  const [program, ...words] = pid > 0 ? commandWords(pid) : [];
  return (
    program !== undefined &&
    basename(program) === 'postgres' &&
    words[words.indexOf('-D') + 1] === dir
  );
}

/**
 * Clears the way for the server: a postmaster.pid whose process is gone or is somebody else, and a server that was left
 * behind on these very data.
 * @param {string} dir
 */
export async function clearLeftover(dir) {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const leftover = isServerOn(pid, dir) ? identify(pid) : null;
  if (leftover) {
    process.kill(pid, 'SIGINT');
    if (!(await until(() => !isAlive(leftover), { seconds: 20 }))) {
      throw new LauncherError(
        `a PostgreSQL (process ${pid}) still works on ${dir}: end it with "kill -INT ${pid}" and start again`,
      );
    }
  }
  rmSync(file, { force: true });
}

/**
 * The server as a service for the supervisor.
 * @param {{postgres: string}} programs
 * @param {{dir: string, port: number, account: Account, unsafe?: boolean}} cluster `unsafe`: no durability, for tests only
 * @returns {Service}
 */
export function postgresService(programs, { dir, port, account, unsafe = false }) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 120,
    shared_buffers: '128MB',
    log_destination: 'stderr',
    logging_collector: 'off',
    password_encryption: 'scram-sha-256',
    ...(unsafe ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return {
    name: 'postgres',
    say: 'PostgreSQL',
    stage: 70,
    command: [
      programs.postgres,
      '-D',
      dir,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    cwd: '/',
    env: plainEnvironment(),
    wrap: account.wrap,
    signal: 'SIGINT', // "fast": ends the sessions, keeps the data
    seconds: 20,
    before: () => {
      chmodSync(dir, 0o700);
      return clearLeftover(dir);
    },
    ready: () => answers(dir),
    // Never killed over a silence: the database may be busy saving what it has.
    liveness: { answers: () => postgresAnswers(port), seconds: 15, restart: false },
    readySeconds: 90,
  };
}

/**
 * PostgreSQL writes its state into the eighth line of postmaster.pid.
 * @param {string} dir
 */
function answers(dir) {
  return readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready';
}

/**
 * @template T
 * @param {string} connectionString
 * @param {(client: import('pg').Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function connected(connectionString, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Makes sure that our logins and the database exist. None of them may bypass row-level security or make others; the owner is the superuser in
 * a cluster that has no other one.
 * @param {{maintenance: string}} urls
 * @param {{owner: string, app: string, admin?: string | null}} passwords
 */
export async function ensureRoles(urls, { owner, app, admin }) {
  await withOurPasswords(() =>
    connected(urls.maintenance, async (client) => {
      for (const [role, password] of [[APP, app], ...(admin ? [[OWNER, owner]] : [])]) {
        const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [
          role,
        ]);
        if (!rowCount) await client.query(`create role ${role}`);
        await client.query(
          `alter role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password '${password}'`,
        );
      }
      if (admin) await client.query(`grant ${APP} to ${OWNER}`); // migrations look at what it may do
      const { rowCount: hasDatabase } = await client.query(
        'select 1 from pg_database where datname = $1',
        [DATABASE],
      );
      if (!hasDatabase) await client.query(`create database ${DATABASE} owner ${OWNER}`);
    }),
  );
}

/**
 * @template T
 * @param {() => Promise<T>} work with the passwords of <data>/secrets
 * @returns {Promise<T>}
 * @throws {LauncherError} when they do not fit
 */
export async function withOurPasswords(work) {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) !== '28P01') throw error;
    throw new LauncherError(
      'the passwords of PostgreSQL in <data>/secrets do not fit the database beside it: restore the secrets from your backup, or remove the data directory to begin anew',
    );
  }
}

/**
 * Refuses to go on when an external database does not answer.
 * @param {ExternalServer} server
 */
export async function requirePostgres({ name, value, host, port }) {
  try {
    await connected(value, (client) => client.query('select 1'));
  } catch (error) {
    const { message, code } = /** @type {{message?: string, code?: string}} */ (error);
    throw new LauncherError(
      `cannot use the PostgreSQL of ${name} at ${host}:${port} (${message || code}): start it or correct ${name}`,
    );
  }
}
