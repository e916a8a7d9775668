// Installing the packages of the lockfile with npm, and what to do when that fails.
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

/** Installs the packages. @throws {LauncherError} with npm's reason and what to do */
export async function installPackages() {
  const { code, out, err } = await run(CI, { cwd: ROOT });
  if (code === 127)
    throw new LauncherError(`npm cannot be started (${err}): install npm and put it on the PATH`);
  if (code !== 0) throw new LauncherError(explainNpm(err || out));
}
