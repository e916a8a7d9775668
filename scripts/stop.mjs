// `npm run stop`: ends the instance of this data directory, wherever it was started.
import { readClaim, releaseClaim } from './lib/claim.mjs';
import { clearEnvironment } from './lib/environment.mjs';
import { LauncherError, codeOf, die } from './lib/fail.mjs';
import { isAlive } from './lib/identity.mjs';
import { layout } from './lib/paths.mjs';
import { readRecords, stopRecords } from './lib/pidfiles.mjs';
import { until } from './lib/wait.mjs';

/** @import { Claim } from './lib/types.js' */

const { run, data } = layout();

/** @param {Claim} claim */
async function stopLauncher({ identity }) {
  try {
    process.kill(identity.pid, 'SIGTERM');
  } catch (error) {
    if (codeOf(error) === 'EPERM')
      throw new LauncherError(
        `process ${identity.pid} belongs to another user: stop it as that user`,
      );
  }
  return until(() => !isAlive(identity), { seconds: 60 });
}

async function main() {
  const claim = readClaim(run);
  const alive = claim !== null && isAlive(claim.identity);
  if (alive && !(await stopLauncher(claim)))
    throw new LauncherError(
      `process ${claim.identity.pid} does not end: kill it with "kill -9 ${claim.identity.pid}"; its servers end by themselves`,
    );
  const left = await stopRecords(readRecords(run), run);
  if (claim) releaseClaim(run, claim.run);
  clearEnvironment(run);
  process.stdout.write(
    alive || left.length > 0 ? `stopped: ${data}\n` : `nothing runs on ${data}\n`,
  );
}

await main().catch(die);
