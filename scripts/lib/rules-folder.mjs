// The folder of rule files before Prometheus reads it: Prometheus does not start at all with one that it refuses.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, explain } from './fail.mjs';
import { run } from './run.mjs';

/** @import { Account } from './types.js' */

const LOOK_MS = 5000;
const MAX_SAID = 10;
/** Arguments of one call of promtool. */
const AT_ONCE = 500;
const MAX_WORDS = 300;

/**
 * Moves rule files that Prometheus would refuse into a folder beside theirs, so that it starts; the worker then writes again what
 * it knows of. Never throws: a check that cannot be made must not keep anything from starting.
 * @param {{promtool: string}} programs
 * @param {string} rules the folder
 * @param {Account} account of Prometheus: what it may not read counts as refused
 * @param {(line: string) => void} say
 * @returns {Promise<string[]>} names of the files that were moved
 */
export async function setAsideRefused({ promtool }, rules, account, say) {
  try {
    const refused = await refusedFiles(promtool, rules, account);
    const place = `${rules}-set-aside`;
    const time = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
    const moved = [...refused].filter(([name]) => move(rules, place, name, `${name}.${time}Z`));
    // The worker, which tells of what lies there, reads the reason beside it.
    for (const [name, why] of moved) writeFileSync(join(place, `${name}.${time}Z.why`), `${why}\n`);
    for (const [name, why] of moved.slice(0, MAX_SAID))
      say(`${join(rules, name)} does not load and was moved to ${place}: ${why}`);
    if (moved.length > MAX_SAID)
      say(`… and ${moved.length - MAX_SAID} more files that do not load (see ${place})`);
    return moved.map(([name]) => name);
  } catch (error) {
    say(`the rule files in ${rules} could not be checked: ${explain(error)}`);
    return [];
  }
}

/**
 * Makes the folder again where it is gone: the worker, which has no rights above it, cannot. It writes the files itself, within seconds.
 * Never throws: what cannot be made now is tried again.
 * @param {string} rules the folder
 * @param {Account} account whose it is
 * @returns {boolean} whether it was gone and is there again
 */
export function remakeFolder(rules, account) {
  try {
    if (existsSync(rules) || !existsSync(dirname(rules))) return false;
    // Under another name until it is theirs: the worker would find one that it cannot write.
    const fresh = `${rules}.new`;
    mkdirSync(fresh, { recursive: true });
    chmodSync(fresh, 0o755);
    account.own(fresh);
    renameSync(fresh, rules);
    return true;
  } catch {
    return false;
  }
}

/**
 * Looks every few seconds whether the folder is there, as long as the launcher lives.
 * @param {string} rules the folder
 * @param {Account} account whose it is
 * @param {(line: string) => void} say
 */
export function keepFolder(rules, account, say) {
  const look = () => {
    if (remakeFolder(rules, account)) say(`${rules} was gone and was made again`);
  };
  setInterval(look, LOOK_MS).unref();
}

/**
 * @param {string} promtool
 * @param {string} rules
 * @param {Account} account
 * @returns {Promise<Map<string, string>>} by name, why
 */
async function refusedFiles(promtool, rules, account) {
  /** @type {Map<string, string>} */
  const refused = new Map();
  const names = readdirSync(rules).filter((name) => name.endsWith('.yaml')); // Prometheus' pattern takes hidden ones, too
  const files = names.filter((name) => isFile(join(rules, name)));
  for (const name of names) if (!files.includes(name)) refused.set(name, 'it is no file');
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE);
    const paths = some.map((name) => join(rules, name));
    const words = [promtool, 'check', 'rules', '--lint=none', ...paths];
    const { code, out, err } = await run(account.wrap(words, 'KILL'), { cwd: '/' });
    if (code === 0) continue;
    if (!out.includes('Checking ')) throw new Error(err.trim().slice(0, MAX_WORDS));
    for (const [i, path] of paths.entries())
      if (!passed(out, path)) refused.set(some[i] ?? '', wordsOf(err, path));
  }
  return refused;
}

/** @param {string} path */
function isFile(path) {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // a link to nowhere
  }
}

/**
 * Only a word of success counts as success.
 * @param {string} out
 * @param {string} path
 */
const passed = (out, path) => out.includes(`Checking ${path}\n  SUCCESS`);

/**
 * @param {string} err what promtool says: "PATH: LINE:COLUMN: why"
 * @param {string} path
 */
function wordsOf(err, path) {
  const line = err.split('\n').find((text) => text.startsWith(`${path}: `)) ?? '';
  return line.slice(path.length + 2, path.length + 2 + MAX_WORDS) || 'Prometheus cannot read it';
}

/**
 * @param {string} from
 * @param {string} to
 * @param {string} name
 * @param {string} newName
 * @returns {boolean} false when it is gone already
 */
function move(from, to, name, newName) {
  mkdirSync(to, { recursive: true });
  const [here, there] = [join(from, name), join(to, newName)];
  try {
    renameSync(here, there);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    if (codeOf(error) !== 'EXDEV') throw error; // the folder may lie on a disk of its own
    cpSync(here, there, { recursive: true });
    rmSync(here, { recursive: true });
  }
  return true;
}
