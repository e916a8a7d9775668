// Lives in its own session and holds a pipe from the launcher, which tells it of every process it starts. When the pipe
// ends without a farewell, the launcher was killed: then the watchdog ends what it left behind, in order. It goes by what
// it was told and by the files, so that neither a lost message nor a removed data directory hides a process from it.
import { clearEnvironment } from './environment.mjs';
import { holds, releaseClaim } from './claim.mjs';
import { readRecords, stopRecords } from './pidfiles.mjs';

/** @import { ProcessRecord } from './types.js' */

const [runDir, run] = process.argv.slice(2);
/** @type {Map<string, ProcessRecord>} */
const told = new Map();
let text = '';
let dismissed = false;

/** @param {string} line */
function hear(line) {
  const { remember, forget, done } = JSON.parse(line);
  if (remember) told.set(remember.name, remember);
  if (forget) told.delete(forget);
  if (done) dismissed = true;
}

function records() {
  const written = readRecords(runDir).filter((record) => record.run === run);
  /** @type {[string, ProcessRecord][]} */
  const byProcess = [...written, ...told.values()].map((record) => [
    `${record.identity.pid} ${record.identity.start}`,
    record,
  ]);
  return [...new Map(byProcess).values()];
}

/** Ends what the launcher left behind. A next start may be at work already: what is its own stays. */
async function cleanUp() {
  if (dismissed) process.exit(0);
  await stopRecords(records(), runDir);
  if (holds(runDir, run)) clearEnvironment(runDir);
  releaseClaim(runDir, run);
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.stdin.setEncoding('utf8');
process.stdin.on('error', () => {});
process.stdin.on('data', (chunk) => {
  const lines = (text + chunk).split('\n');
  text = lines.pop() ?? '';
  lines.forEach(hear);
});
process.stdin.on('close', () => void cleanUp());
