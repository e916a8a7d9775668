// Installs the packages when the lockfile changed, and fetches missing servers at the same time.
// Must run on Node 18 and newer and with no dependency. Usage: node scripts/bootstrap.mjs [start|test]
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireBinaries } from './lib/binaries.mjs';
import { Refusal, die } from './lib/fail.mjs';
import { ROOT, layout, makeDirectories, requireSpace } from './lib/paths.mjs';
import { Progress } from './lib/progress.mjs';
import { killHelpers, lastLine, run } from './lib/run.mjs';
import { readSettings } from './lib/settings.mjs';
import { TOOLS_TO_TEST, toolsToStart } from './lib/tools.mjs';

const purpose = process.argv[2];
const stamp = join(ROOT, 'node_modules/.lock-sha256');
const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');

/** The stamp is written last and taken away first, so an interrupted install is done again. */
function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(join(ROOT, 'node_modules/.package-lock.json'));
}

async function install() {
  rmSync(stamp, { force: true });
  const { code, out, err } = await run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT });
  if (code !== 0) {
    const cause = err.split('\n').find((line) => /error .*(ENOSPC|EACCES|code|network|request|lock)/i.test(line)) ?? lastLine(err || out);
    throw new Refusal(`"npm ci" failed (${cause.replace(/^npm (error|ERR!) /, '')}): check the network, the disk and the npm registry, then start again`);
  }
  writeFileSync(stamp, hash);
}

async function fetchTools(paths) {
  if (purpose === 'start') return requireBinaries(paths, toolsToStart(readSettings().external));
  if (purpose === 'test') return requireBinaries(paths, TOOLS_TO_TEST);
  return undefined;
}

async function main() {
  if (purpose === 'start') readSettings();
  if (isInstalled()) return;
  const paths = layout(purpose === 'test' ? '.leitstand' : undefined);
  makeDirectories(paths);
  requireSpace(ROOT, 1.5e9);
  const progress = new Progress();
  progress.say('Leitstand: installing (about a minute, once)');
  await Promise.all([
    progress.step('npm packages', install),
    purpose ? progress.step('servers', () => fetchTools(paths)) : undefined,
  ]);
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
