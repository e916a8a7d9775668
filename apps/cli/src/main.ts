#!/usr/bin/env node
import { EXIT } from './failure/exit-code.js';
import { run } from './run.js';

let failedToWrite = false;

// A reader that has read enough, as in `leitstand slo list | head -1`, is no failure: the command goes on to its own end.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE' || failedToWrite) return;
  failedToWrite = true;
  process.exitCode = EXIT.FAILED;
  process.stderr.write(`leitstand: the output cannot be written (${code}).\n`);
});
process.stderr.on('error', () => undefined); // there is nobody left to tell

const code = await run(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
process.exitCode = failedToWrite ? EXIT.FAILED : code;
