#!/usr/bin/env node
import { EXIT } from './failure/exit-code.js';
import { run } from './run.js';

// A reader that has read enough, as in `leitstand slo list | head -1`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.OK);
});

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
