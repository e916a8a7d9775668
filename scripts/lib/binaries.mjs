// Finds the servers' programs: on the PATH and in the usual places, else as a private copy of Debian's packages.
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  readdirSync,
  realpathSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LauncherError } from './fail.mjs';
import { withLock } from './lock.mjs';
import { requireSpace } from './paths.mjs';
import { fetchPrivate, findPrivate, requireDebian } from './private-copy.mjs';
import { run } from './run.mjs';
import { TOOLS } from './tools.mjs';

/** @import { Paths, Programs, ToolName, FoundTool } from './types.js' */

/** @typedef {{[tool in ToolName]?: FoundTool | null}} Found */

const POLICIES = ['any', 'private', 'system'];

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function searchPath() {
  const dirs = (process.env.PATH ?? '')
    .split(':')
    .filter((dir) => dir.startsWith('/') && !dir.includes('node_modules'));
  return [...new Set([...dirs, '/usr/local/bin', '/usr/bin', '/usr/sbin'])];
}

/** @param {string} dir */
function children(dir) {
  return existsSync(dir) ? readdirSync(dir).map((name) => join(dir, name)) : [];
}

function postgresDirs() {
  const onPath = searchPath()
    .map((dir) => join(dir, 'postgres'))
    .filter(isProgram)
    .map((file) => dirname(realpathSync(file)));
  const usual = [
    ...children('/usr/lib/postgresql'),
    ...children('/usr').filter((dir) => basename(dir).startsWith('pgsql')),
  ];
  return [...new Set([...onPath, ...usual.map((dir) => join(dir, 'bin'))])];
}

/**
 * @param {string} file
 * @param {RegExp} pattern
 */
async function versionOf(file, pattern) {
  const { out } = await run([file, '--version']);
  const [, major, minor] = pattern.exec(out) ?? [];
  return { major: Number(major ?? 0), minor: Number(minor ?? 0) };
}

/**
 * @param {number | null} wanted
 * @returns {Promise<FoundTool | null>}
 */
async function systemPostgres(wanted) {
  const found = [];
  for (const dir of postgresDirs()) {
    const programs = Object.fromEntries(
      Object.keys(TOOLS.postgres.programs).map((name) => [name, join(dir, name)]),
    );
    if (!Object.values(programs).every(isProgram)) continue;
    const { major } = await versionOf(programs.postgres, /(\d+)(?:\.(\d+))?/);
    if (major >= 15 && (wanted === null || major === wanted))
      found.push({ ...programs, major, dir });
  }
  return found.sort((a, b) => a.major - b.major)[0] ?? null;
}

/**
 * @param {ToolName} tool
 * @returns {Promise<FoundTool | null>}
 */
async function systemTool(tool) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const [name, aliases] of Object.entries(TOOLS[tool].programs)) {
    const file = searchPath()
      .flatMap((dir) => aliases.map((alias) => join(dir, alias)))
      .find(isProgram);
    if (!file) return null;
    found[name] = file;
  }
  if (tool !== 'redis') return found;
  const { major, minor } = await versionOf(found['redis-server'], /v=(\d+)\.(\d+)/);
  return major > 6 || (major === 6 && minor >= 2) ? found : null;
}

/**
 * The PostgreSQL version that made a data directory, null when there is none yet.
 * @param {string} postgresDir
 */
function dataMajor(postgresDir) {
  const file = join(postgresDir, 'PG_VERSION');
  if (!existsSync(file)) return null;
  const major = Number(readFileSync(file, 'utf8').trim());
  if (major > 0) return major;
  throw new LauncherError(
    `${file} names no PostgreSQL version: restore ${postgresDir} from a backup, or remove it to begin anew`,
  );
}

/**
 * @param {string} bin
 * @param {ToolName} tool
 * @param {number | null} major
 * @param {string} policy
 * @returns {Promise<FoundTool | null>}
 */
async function findOne(bin, tool, major, policy) {
  const system = () => (tool === 'postgres' ? systemPostgres(major) : systemTool(tool));
  const own = policy === 'system' ? null : findPrivate(bin, tool);
  const fits = own && (tool !== 'postgres' || major === null || own.major === major) ? own : null;
  return (policy === 'private' ? null : await system()) ?? fits;
}

/**
 * Whether every program is there of every tool that was asked for; whoever asked for no more looks at no other.
 * @param {Found} found
 * @param {ToolName[]} tools
 * @returns {found is Programs}
 */
function isComplete(found, tools) {
  return tools.every((tool) => found[tool]);
}

/**
 * Paths of all programs of these tools; unpacks what is missing.
 * @param {Pick<Paths, 'bin' | 'postgres'>} paths
 * @param {ToolName[]} tools names out of TOOLS
 * @returns {Promise<Programs & {note: string}>} tool → our name → path
 * @throws {LauncherError} with what to install when there is no way to get one
 */
export async function requireBinaries(paths, tools) {
  const policy = process.env.LEITSTAND_BINARIES || 'any';
  if (!POLICIES.includes(policy))
    throw new LauncherError(
      `LEITSTAND_BINARIES=${policy} is not one of ${POLICIES.join(', ')}: correct or unset it`,
    );
  const major = dataMajor(paths.postgres);
  /** @type {() => Promise<Found>} */
  const find = async () =>
    Object.fromEntries(
      await Promise.all(
        tools.map(async (tool) => [tool, await findOne(paths.bin, tool, major, policy)]),
      ),
    );
  const found = await find();
  if (isComplete(found, tools)) return { ...found, note: '' };
  return withLock(join(paths.bin, '.lock'), () =>
    fetchMissing(paths.bin, { tools, find, major, policy }),
  );
}

/**
 * @param {string} bin
 * @param {{tools: ToolName[], find: () => Promise<Found>, major: number | null, policy: string}} wanted
 * @returns {Promise<Programs & {note: string}>}
 */
async function fetchMissing(bin, { tools, find, major, policy }) {
  const found = await find();
  if (isComplete(found, tools)) return { ...found, note: '' }; // another start did it
  const missing = tools.filter((tool) => !found[tool]);
  if (policy === 'system')
    throw new LauncherError(
      `not found: ${missing.map((tool) => TOOLS[tool].say).join(', ')}: install them, or unset LEITSTAND_BINARIES`,
    );
  requireDebian(missing);
  requireSpace(bin, missing.includes('chromium') ? 900e6 : 500e6);
  await fetchPrivate(bin, missing, major);
  const complete = await find();
  if (!isComplete(complete, tools))
    throw new LauncherError(`${missing.join(', ')} could not be unpacked to ${bin}: start again`);
  return { ...complete, note: `unpacked: ${missing.join(', ')}` };
}
