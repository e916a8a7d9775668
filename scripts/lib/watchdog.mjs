// Lives in its own session and holds a pipe from the launcher. When the pipe ends without a word, the launcher was
// killed: then the watchdog ends what it left behind, in order.
import { clearEnvironment } from './environment.mjs';
import { releaseClaim } from './claim.mjs';
import { readRecords, stopRecords } from './pidfiles.mjs';

const [runDir, run] = process.argv.slice(2);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

let word = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => (word += text));
process.stdin.on('error', () => {});
/** Ends what the launcher left behind. */
async function cleanUp() {
  if (word.includes('done')) process.exit(0);
  await stopRecords(readRecords(runDir).filter((record) => record.run === run), runDir);
  clearEnvironment(runDir);
  releaseClaim(runDir, run);
  process.exit(0);
}
process.stdin.on('close', () => void cleanUp());
