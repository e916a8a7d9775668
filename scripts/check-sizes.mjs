// Nothing hand-written is longer than 400 formatted lines. Prints the median and the 90th percentile.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from './lib/paths.mjs';

const LIMIT = 400;
const HAND_WRITTEN = /\.(ts|tsx|mjs|cjs|css|sql)$/;
const GENERATED = /(^|\/)(generated|gen)\/|\.gen(erated)?\.tsx?$/;

/** Files git knows or would take in. */
function listFiles() {
  const words = ['-C', ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', words, { encoding: 'utf8', maxBuffer: 64e6 })
    .split('\0')
    .filter(Boolean);
}

/** @param {string} file */
const lines = (file) => readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length;

const sizes = listFiles()
  .filter(
    (file) =>
      HAND_WRITTEN.test(basename(file)) && !GENERATED.test(file) && existsSync(join(ROOT, file)),
  )
  .map((file) => ({ file, lines: lines(file) }))
  .sort((a, b) => a.lines - b.lines);
/** @param {number} share */
const at = (share) =>
  sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))]?.lines ?? 0;

process.stdout.write(
  `${sizes.length} files, median ${at(0.5)} lines, 90th percentile ${at(0.9)}, longest ${at(1)}\n`,
);
const tooLong = sizes.filter((entry) => entry.lines > LIMIT);
for (const entry of tooLong)
  process.stderr.write(
    `too long: ${entry.file} has ${entry.lines} lines, at most ${LIMIT} are allowed: split it\n`,
  );
process.exit(tooLong.length > 0 ? 1 : 0);
