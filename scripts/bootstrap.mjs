// Installs the packages when the lockfile changed, and fetches missing servers at the same time.
// Must run on Node 18 and newer and with no dependency. Usage: node scripts/bootstrap.mjs [start|test]
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireBinaries } from './lib/binaries.mjs';
import { requireUnclaimed } from './lib/claim.mjs';
import { die } from './lib/fail.mjs';
import { withLock } from './lib/lock.mjs';
import { installPackages, isComplete } from './lib/npm.mjs';
import {
  CHECKOUT_LOCK,
  ROOT,
  layout,
  makeDirectories,
  requireSpace,
  requireWritableCheckout,
} from './lib/paths.mjs';
import { readRecords, stopRecords } from './lib/pidfiles.mjs';
import { portsInUse, requirePorts } from './lib/ports.mjs';
import { Progress } from './lib/progress.mjs';
import { killHelpers } from './lib/run.mjs';
import { readSettings } from './lib/settings.mjs';
import { TOOLS_TO_TEST, toolsToStart } from './lib/tools.mjs';

/** @import { Paths } from './lib/types.js' */

const purpose = process.argv[2];
const stamp = join(ROOT, 'node_modules/.lock-sha256');
const hash = createHash('sha256')
  .update(readFileSync(join(ROOT, 'package-lock.json')))
  .digest('hex');
const progress = new Progress();

/** The stamp only spares the comparison: packages that are all there are not installed again because it is missing. */
function isInstalled() {
  if (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hash &&
    existsSync(join(ROOT, 'node_modules/.package-lock.json'))
  )
    return true;
  if (!isComplete(ROOT)) return false;
  note();
  return true;
}

/** Written beside and put in its place: packages may lie in a folder that several checkouts share. */
function note() {
  try {
    writeFileSync(`${stamp}.new`, hash);
    renameSync(`${stamp}.new`, stamp);
  } catch {
    // not ours to write: compared again the next time
  }
}

async function install() {
  await installPackages();
  note();
}

/** @param {Paths} paths */
function fetchTools(paths) {
  return requireBinaries(
    paths,
    purpose === 'start' ? toolsToStart(readSettings().external) : TOOLS_TO_TEST,
  );
}

/**
 * What would make the start fail in the end is said before a minute of work. What a start that was killed left behind is ended first: it
 * would hold the ports. Records that were read before its launcher was seen to be dead are of no other start.
 * @param {Paths} paths
 */
async function requireStart(paths) {
  const settings = readSettings();
  const records = readRecords(paths.run);
  requireUnclaimed(paths.run, paths.data);
  const left = await stopRecords(records, paths.run);
  if (left.length > 0)
    progress.say(`  ended what an earlier start left behind: ${left.join(', ')}`);
  await requirePorts(settings.ports, portsInUse(settings), settings.host);
}

/** @param {Paths} paths */
async function installAll(paths) {
  if (isInstalled()) return; // another start did it
  requireSpace(ROOT, 1.2e9);
  progress.say('Leitstand: installing (about a minute, once)');
  await Promise.all([
    progress.step('npm packages', install),
    purpose ? progress.step('servers', () => fetchTools(paths)) : undefined,
  ]);
}

async function main() {
  if (purpose === 'start') readSettings();
  if (isInstalled()) return;
  const paths = layout(purpose === 'test' ? '.leitstand' : undefined);
  requireWritableCheckout();
  makeDirectories(paths);
  if (purpose === 'start') await requireStart(paths);
  await withLock(
    CHECKOUT_LOCK,
    () => installAll(paths),
    (pid) => progress.say(`waiting for process ${pid}, which installs or builds here`),
  );
  progress.end();
}

function leave() {
  killHelpers();
  process.exit(130);
}
const parent = process.ppid;
setInterval(() => process.ppid !== parent && leave(), 300).unref();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, leave);
await main().catch((error) => {
  killHelpers();
  die(error);
});
