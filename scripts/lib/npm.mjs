// Installing the packages of the lockfile with npm, and what to do when that fails.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LauncherError } from './fail.mjs';
import { ROOT } from './paths.mjs';
import { lastLine, run } from './run.mjs';

// npm's own pauses between tries add up to minutes; a registry that is away for longer than these is not there.
const PATIENCE = [
  '--fetch-retries=5',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=10000',
];
const CI = [
  'npm',
  'ci',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  ...PATIENCE,
];

/** What npm says → what to do. The first that fits. */
/** @type {[words: RegExp, what: string, advice: string][]} */
const ADVICE = [
  [
    /\bENOSPC\b|\bnospc\b/,
    'the disk is full',
    `free 1.2 GB where ${ROOT} and npm's cache (npm config get cache) lie`,
  ],
  [
    /\b(EACCES|EPERM|EROFS)\b/,
    'permission denied',
    `let the account you run as own ${ROOT} and npm's cache (npm config get cache)`,
  ],
  [
    /request to .* failed|\b(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ERR_SOCKET\w*|E40\d|E5\d\d)\b/,
    'the npm registry is not reachable',
    "check the network, and npm's registry and proxy (npm config get registry, npm config get https-proxy)",
  ],
  [/\bEINTEGRITY\b/, 'a package arrived damaged', 'run "npm cache clean --force"'],
];

/**
 * One sentence out of npm's many lines.
 * @param {string} text what npm wrote to standard error
 */
export function explainNpm(text) {
  const lines = text.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const [pattern, what, advice] = ADVICE.find(([words]) => words.test(text)) ?? [
    /./,
    '',
    'correct that',
  ];
  const said =
    lines.find((line) => /request to .* failed|^(Error|\w+Error): /.test(line)) ??
    lines.find((line) => pattern.test(line)) ??
    lastLine(text);
  const cause = said.replace(/^network |^\w*Error: /, '').slice(0, 200);
  return `the packages could not be installed: ${what ? `${what} (${cause})` : cause}; ${advice} and start again`;
}

/** npm's own note of what it installed; it writes it last. */
const NOTE = 'node_modules/.package-lock.json';
/** Where an install is made, beside what it takes the place of. */
const STAGE = '.node_modules-new';

/**
 * @param {string} file
 * @returns {Record<string, {version?: string, integrity?: string, optional?: boolean}>}
 */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/**
 * Whether every package of the lockfile is installed, by npm's own note: whoever installed them, and whatever the lockfile says otherwise.
 * @param {string} root of the checkout
 */
export function isComplete(root) {
  try {
    const [wanted, there] = [
      packagesOf(join(root, 'package-lock.json')),
      packagesOf(join(root, NOTE)),
    ];
    return Object.entries(wanted).every(
      ([path, { version, integrity, optional }]) =>
        path === '' ||
        (there[path]
          ? there[path].version === version &&
            there[path].integrity === integrity &&
            (optional === true || existsSync(join(root, path, 'package.json')))
          : optional === true),
    );
  } catch {
    return false; // no note, or half of one
  }
}

/**
 * Installs the packages beside those that are there and puts them in their place in the end, so that an install that is cut off leaves
 * those as they were.
 * @param {string} [root] of the checkout
 * @throws {LauncherError} with npm's reason and what to do
 */
export async function installPackages(root = ROOT) {
  const stage = join(root, STAGE);
  if (!isWhole(stage, root)) await fill(stage, root);
  const [place, old] = [join(root, 'node_modules'), join(stage, 'old')];
  rmSync(old, { recursive: true, force: true });
  if (existsSync(place)) renameSync(place, old);
  renameSync(join(stage, 'node_modules'), place);
  rmSync(stage, { recursive: true, force: true });
}

/**
 * Whether an install was finished there that was only not put in its place.
 * @param {string} stage
 * @param {string} root
 */
function isWhole(stage, root) {
  const locks = [stage, root].map((dir) => join(dir, 'package-lock.json'));
  if (!locks.every((file) => existsSync(file))) return false;
  const [staged, wanted] = locks.map((file) => readFileSync(file, 'utf8'));
  return staged === wanted && isComplete(stage);
}

/**
 * @param {string} stage
 * @param {string} root
 */
async function fill(stage, root) {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage);
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(stage, name));
  const { code, out, err } = await run(CI, { cwd: stage });
  if (code === 127)
    throw new LauncherError(`npm cannot be started (${err}): install npm and put it on the PATH`);
  if (code !== 0) throw new LauncherError(explainNpm(err || out));
}
