// `npm run check`: types, format, lint, the walls of the house, sizes, unused code, lockfile. One line each; output on failure.
import { writeFileSync } from 'node:fs';
import { die } from './lib/fail.mjs';
import { underRightNode } from './lib/node-version.mjs';
import { ROOT, placesOfCode } from './lib/paths.mjs';
import { killHelpers, lastLine, run } from './lib/run.mjs';

const AT_ONCE = 2;
/** @param {string[]} words */
const node = (...words) => [process.execPath, ...words];

/** The programs in Go collect garbage less often: a fifth less processor time, a tenth more memory. */
const GOGC = '800';
/** One program a part for both: rules that know types, and what the compiler itself finds. */
const TYPES_AND_LINT = [
  'node_modules/oxlint/bin/oxlint',
  '--type-aware',
  '--type-check',
  '--deny-warnings',
  '--tsconfig',
];
const KNIP = ['node_modules/knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors'];

/**
 * Name → command. Slow ones first.
 * @type {Record<string, string[]>}
 */
const CHECKS = {
  'types and lint, server': node(
    ...TYPES_AND_LINT,
    'tsconfig.json',
    ...placesOfCode(ROOT).flatMap((place) =>
      place === 'apps' ? ['apps/api', 'apps/cli'] : [place],
    ),
  ),
  'types and lint, console': node(...TYPES_AND_LINT, 'apps/console/tsconfig.json', 'apps/console'),
  walls: node(
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    'scripts/walls.cjs',
    ...placesOfCode(ROOT),
  ),
  format: node('node_modules/oxfmt/bin/oxfmt', '--check', '.'),
  unused: node(...KNIP),
  'unused, shipped': node(...KNIP, '--production', '--exclude', 'types,enumMembers'), // tests do not count as use
  sizes: node('scripts/check-sizes.mjs'),
  'types, scripts': node('node_modules/typescript7/bin/tsc', '-p', 'tsconfig.scripts.json'),
  lockfile: node('scripts/check-lockfile.mjs'),
};

/** @param {string} name */
async function check(name) {
  const since = Date.now();
  const { code, out, err } = await run(CHECKS[name], { cwd: ROOT, env: { GOGC, ...process.env } });
  const took = `${((Date.now() - since) / 1000).toFixed(1)} s`;
  const say = name === 'sizes' && code === 0 ? `  ${lastLine(out)}` : '';
  process.stdout.write(
    `  ${code === 0 ? 'ok    ' : 'failed'} ${name.padEnd(23)} ${took.padStart(7)}${say}\n`,
  );
  if (code !== 0) process.stdout.write(`${(out + err).trimEnd().replaceAll(/^/gm, '    ')}\n`);
  return code === 0;
}

async function main() {
  await underRightNode();
  const wanted = process.argv.slice(2);
  const open = Object.keys(CHECKS).filter((name) => wanted.length === 0 || wanted.includes(name));
  /** @type {boolean[]} */
  const results = [];
  const worker = async () => {
    for (let name = open.shift(); name; name = open.shift()) results.push(await check(name));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const failed = results.filter((ok) => !ok).length;
  const report = process.env.LEITSTAND_CHECK_REPORT;
  if (report) writeFileSync(report, JSON.stringify({ passed: results.length - failed, failed }));
  process.exitCode = failed > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    killHelpers();
    process.exit(130);
  });
}
await main().catch(die);
