// The pre-commit hook: of `npm run check` only what the staged files can break.
import { execFileSync, spawnSync } from 'node:child_process';
import { ROOT } from './lib/paths.mjs';

/**
 * Which check looks at which files; what looks at the whole tree for long is left to `npm run check`.
 * @type {Record<string, RegExp>}
 */
const CHECKS = {
  'types and lint, server': /^(?!apps\/console\/).*\.(ts|mjs|cjs)$/,
  'types and lint, console': /^(apps\/console|libs)\/.*\.tsx?$/,
  'types, scripts': /^((scripts|tools)\/.*\.([mc]js|d\.ts)|\.dependency-cruiser\.cjs)$/,
  format: /\.(tsx?|[mc]js|css|json)$/,
  sizes: /\.(tsx?|[mc]js|css|sql)$/,
  lockfile: /^package(-lock)?\.json$/,
};

const staged = execFileSync('git', ['diff', '--cached', '--name-only', '--diff-filter=d', '-z'], {
  cwd: ROOT,
  encoding: 'utf8',
}).split('\0');
const names = Object.keys(CHECKS).filter((name) => staged.some((file) => CHECKS[name].test(file)));
if (names.length > 0) {
  const words = ['scripts/check.mjs', ...names];
  process.exitCode =
    spawnSync(process.execPath, words, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}
