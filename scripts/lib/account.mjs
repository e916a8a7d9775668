// As which user the servers run. PostgreSQL refuses root, so root lends it an ordinary account; and when the data lie
// below a directory only root may enter, the one right to walk through it.
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { LauncherError } from './fail.mjs';
import { run, setpriv } from './run.mjs';

/** @import { Account, User } from './types.js' */

const CAPABILITIES = ['dac_read_search', 'dac_override'];

/**
 * @param {string | number} wanted
 * @returns {User | null}
 */
function lookUp(wanted) {
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [name, , uid, gid] =
    entries.find(([entry, , number]) => entry === wanted || Number(number) === wanted) ?? [];
  return name ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

/**
 * @param {string} program setpriv
 * @param {User | null} user
 * @param {string | null} capability
 * @param {string[]} command
 * @param {string} [signal]
 */
function words(program, user, capability, command, signal) {
  // Without the secure bit, access(2), by which PostgreSQL looks at its own files, would ignore the lent right.
  const lent = capability
    ? [
        '--securebits=+no_setuid_fixup',
        `--inh-caps=-all,+${capability}`,
        `--ambient-caps=-all,+${capability}`,
      ]
    : ['--inh-caps=-all'];
  const who = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...lent] : [];
  return [program, ...who, ...(signal ? ['--pdeathsig', signal] : []), '--', ...command];
}

/**
 * @param {string} program setpriv
 * @param {User} user
 * @param {string | null} capability
 * @param {string[]} places
 */
async function enters(program, user, capability, places) {
  for (const place of places) {
    const { code } = await run(
      words(program, user, capability, ['/bin/sh', '-c', 'test -r "$0" && test -x "$0"', place]),
    );
    if (code !== 0) return false;
  }
  return true;
}

/**
 * @param {User | null} user
 * @param {string | null} capability
 * @returns {Account}
 */
function account(user, capability) {
  return {
    user,
    capability,
    /** The command under this account; the kernel sends it `signal` when the launcher dies. */
    wrap: (command, signal) =>
      setpriv ? words(setpriv, user, capability, command, signal) : command,
    /** Hands a file or directory over to this account. */
    own: (path) => {
      if (user) chownSync(path, user.uid, user.gid);
    },
  };
}

/**
 * A folder for an account alone: made where it is missing, closed where an earlier version left it open.
 * @param {string} dir below the data directory
 * @param {Account} account
 */
export function privateFolder(dir, account) {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  account.own(dir);
}

/** Whoever runs the launcher. */
export const OURSELVES = account(null, null);

/**
 * Chooses the account of the servers.
 * @param {string[]} places directories and programs it must be able to enter
 * @param {number | null} [keeper] user id that owns the database already
 * @param {string[]} [names] accounts that will do, the best first
 * @throws {LauncherError} when we are root and there is no way
 */
export async function serverAccount(places, keeper = null, names = ['postgres', 'nobody']) {
  if (process.getuid?.() !== 0) return OURSELVES;
  const user = (keeper && lookUp(keeper)) || names.map(lookUp).find(Boolean) || null;
  if (!user || !setpriv) {
    throw new LauncherError(
      'PostgreSQL refuses to run as root and there is no setpriv (util-linux) or no account "nobody": start Leitstand as an ordinary user',
    );
  }
  const existing = places.filter((place) => existsSync(place));
  for (const capability of [null, ...CAPABILITIES]) {
    if (await enters(setpriv, user, capability, existing)) return account(user, capability);
  }
  throw new LauncherError(
    `PostgreSQL refuses to run as root, and the account ${user.name} may not enter ${existing[0]}: start Leitstand as an ordinary user, or set LEITSTAND_DATA_DIR to a directory others may enter`,
  );
}
