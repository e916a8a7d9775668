// Thirty days of sample history, written once straight into Prometheus' storage before Prometheus starts.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from './account.mjs';
import { LauncherError } from './fail.mjs';
import { ROOT } from './paths.mjs';
import { lastLine, run } from './run.mjs';

/** @import { Paths, Account, RunOptions } from './types.js' */

/** @typedef {{state: 'made' | 'done', until?: number, days?: number}} Marker how far the making of the history came */

const DAYS = 30;
// The default of two hours would read the file 360 times over; one block for all of it reads it once.
const BLOCK = '1460h';

/** @param {Paths} paths */
const markerFile = (paths) => join(paths.prometheus, 'history.json');

/**
 * @param {Paths} paths
 * @returns {Marker | null}
 */
function readMarker(paths) {
  try {
    return JSON.parse(readFileSync(markerFile(paths), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {Paths} paths
 * @param {Marker} marker
 */
function writeMarker(paths, marker) {
  writeFileSync(`${markerFile(paths)}.new`, JSON.stringify(marker));
  renameSync(`${markerFile(paths)}.new`, markerFile(paths));
}

/**
 * @param {string[]} words
 * @param {string} what
 * @param {RunOptions} options
 */
async function must(words, what, options) {
  const { code, out, err } = await run(words, options);
  if (code !== 0)
    throw new LauncherError(
      `the sample history could not be ${what}: ${lastLine(err) || lastLine(out)}; free disk space and start again, or set LEITSTAND_SAMPLE=off`,
    );
}

/**
 * Moves finished blocks in. The marker lists them first, so a torn move is finished by the next start.
 * @param {Paths} paths
 * @param {string} blocks
 */
function moveBlocks(paths, blocks) {
  const data = join(paths.prometheus, 'data');
  mkdirSync(data, { recursive: true });
  if (!existsSync(blocks)) return;
  for (const name of readdirSync(blocks)) {
    rmSync(join(data, name), { recursive: true, force: true });
    renameSync(join(blocks, name), join(data, name));
  }
}

/**
 * Makes the history when it is not there yet.
 * @param {{promtool: string}} programs
 * @param {Paths} paths
 * @param {Account} account of the Prometheus server, which must own the blocks
 * @returns {Promise<{note: string}>}
 */
export async function backfill(programs, paths, account) {
  const work = join(paths.prometheus, 'history');
  const blocks = join(work, 'blocks');
  privateFolder(paths.prometheus, account);
  const marker = readMarker(paths);
  if (marker?.state === 'done') return { note: 'there already' };
  if (marker?.state !== 'made') {
    rmSync(work, { recursive: true, force: true });
    mkdirSync(blocks, { recursive: true });
    for (const dir of [work, blocks]) account.own(dir);
    const file = join(work, 'history.om');
    const until = Math.floor(Date.now() / 1000);
    await must(
      [
        process.execPath,
        join(ROOT, 'dist/samples/history/src/main.js'),
        '--out',
        file,
        '--until',
        String(until),
        '--days',
        String(DAYS),
      ],
      'written',
      { cwd: ROOT },
    );
    await must(
      account.wrap(
        [
          programs.promtool,
          'tsdb',
          'create-blocks-from',
          'openmetrics',
          '--quiet',
          `--max-block-duration=${BLOCK}`,
          file,
          blocks,
        ],
        'KILL',
      ),
      'loaded',
      { cwd: '/' },
    );
    writeMarker(paths, { state: 'made', until, days: DAYS });
  }
  moveBlocks(paths, blocks);
  rmSync(work, { recursive: true, force: true });
  writeMarker(paths, { ...readMarker(paths), state: 'done' });
  return { note: `${DAYS} days` };
}
