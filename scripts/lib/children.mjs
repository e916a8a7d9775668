// What each child learns: its own settings and no more, and secrets by files that its account alone may read.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OURSELVES, serverAccount } from './account.mjs';
import { LauncherError } from './fail.mjs';
import { ROOT } from './paths.mjs';

/** @import { Account, Paths, User } from './types.js' */

/** Settings of the API and the worker that nobody else may learn. */
const SECRETS = [
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'REDIS_URL',
  'SECRET',
  'OIDC_CLIENT_SECRET',
  'SMTP_URL',
  'OPERATOR_NTFY_URL',
  'HEARTBEAT_URL',
  ...['PROMETHEUS', 'ALERTMANAGER'].flatMap((server) =>
    ['URL', 'BEARER_TOKEN', 'HEADERS', 'CA', 'CERT', 'KEY'].map((name) => `${server}_${name}`),
  ),
  'METRICS_TOKEN',
  'SAMPLE_TOKEN',
];
/** What only preparing the database needs: the owner's login, and the token of our own Alertmanager, of which the hash is kept. */
const PREPARING = ['LEITSTAND_DATABASE_OWNER_URL', 'LEITSTAND_INTAKE_TOKEN'];

/**
 * The environment of programs that are none of ours, and of the sample shop: nothing that is a setting of Leitstand, and none of
 * PGHOST, PGDATA and the like, which would lead PostgreSQL's programs elsewhere.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function plainEnvironment(env = process.env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(LEITSTAND_|npm_|PG|LC_)/.test(name)),
  );
}

/**
 * The environment of the API and the worker: secrets are named by file, what only preparing needs is left out.
 * @param {NodeJS.ProcessEnv} env with every setting
 * @param {string} dir where the files go; its owner alone may enter
 * @param {Account} account who may read them
 * @returns {NodeJS.ProcessEnv}
 */
export function programEnvironment(env, dir, account) {
  const handed = { ...env };
  for (const name of PREPARING) for (const key of [name, `${name}_FILE`]) delete handed[key];
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  account.own(dir);
  for (const name of SECRETS) {
    const setting = `LEITSTAND_${name}`;
    const file = join(dir, name.toLowerCase().replaceAll('_', '-'));
    const value = handed[setting];
    if (!value) rmSync(file, { force: true });
    if (!value || handed[`${setting}_FILE`]) continue; // what is set twice, the program refuses by name
    writeFileSync(`${file}.new`, `${value}\n`, { mode: 0o600 });
    account.own(`${file}.new`);
    renameSync(`${file}.new`, file);
    delete handed[setting];
    handed[`${setting}_FILE`] = file;
  }
  return handed;
}

/**
 * As whom our own programs run: as whoever starts them, and for root as somebody without rights, another one than the servers where the
 * system knows an account `leitstand` or `nobody`.
 * @param {Paths} paths
 * @returns {Promise<Account>} ourselves, too, where there is no such account, or no way for it to read the checkout or to write a folder of
 *   rules or of anchors that lies elsewhere: whose that is, is not ours to change
 */
export async function programAccount(paths) {
  const places = ['dist/apps/api/src', 'dist/console', 'node_modules/pino', 'apps/api/migrations'];
  const wanted = [process.execPath, paths.data, ...places.map((place) => join(ROOT, place))];
  try {
    const account = await serverAccount(wanted, null, ['leitstand', 'nobody']);
    const written = [paths.rules, paths.audit];
    for (const dir of written) if (dir.startsWith(`${paths.data}/`)) handOver(dir, account);
    const { user } = account;
    return user && !written.every((dir) => mayWrite(user, dir)) ? OURSELVES : account;
  } catch (error) {
    if (error instanceof LauncherError) return OURSELVES;
    throw error;
  }
}

/**
 * A folder with the files in it, which another account may have made.
 * @param {string} dir
 * @param {Account} account
 */
function handOver(dir, account) {
  account.own(dir);
  for (const name of readdirSync(dir)) account.own(join(dir, name));
}

/**
 * @param {User} user
 * @param {string} dir
 */
function mayWrite({ uid, gid }, dir) {
  const found = statSync(dir);
  const bits = found.uid === uid ? 0o200 : found.gid === gid ? 0o020 : 0o002;
  return (found.mode & bits) !== 0;
}
