import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../apps/api/src/platform/config/project-root.js';
import { copyOfSources } from '../harness/copy-of-sources.js';
import type { BreakIn } from './walls/break-in.js';
import { BREAK_INS } from './walls/break-ins.js';

const run = promisify(execFile);
const ROOT = projectRoot();

/** From a script, which has no types that a test could import. */
const { placesOfCode } = (await import(
  pathToFileURL(join(ROOT, 'scripts/lib/paths.mjs')).href
)) as {
  placesOfCode: (this: void, root: string) => string[];
};

let house: string;
/** names of the rules that each file breaks */
const broken = new Map<string, string[]>();

beforeAll(async () => {
  house = await copyOfSources();
  for (const { beside, ...breakIn } of BREAK_INS)
    for (const file of beside ? [breakIn, beside] : [breakIn]) plant(file);
  for (const [file, rule] of [...(await walls()), ...(await lint()), ...(await types())])
    broken.set(file, [...(broken.get(file) ?? []), rule]);
}, 300_000); // three tools over the whole house, on a busy machine
afterAll(() => rmSync(house, { recursive: true, force: true }));

function plant({ at, code }: Pick<BreakIn, 'at' | 'code'>): void {
  const file = join(house, at);
  mkdirSync(dirname(file), { recursive: true });
  const near = (path: string) => {
    const way = relative(dirname(at), path);
    return way.startsWith('.') ? way : `./${way}`;
  };
  writeFileSync(
    file,
    `${code.replaceAll(/'~\/([^']+)'/g, (_, path: string) => `'${near(path)}'`)}\n`,
  );
}

/** Runs a tool of `npm run check` in the copy. @returns its standard output, whatever it found */
async function tool(script: string, ...words: readonly string[]): Promise<string> {
  const options = { cwd: house, maxBuffer: 256e6 };
  const path = join('node_modules', script);
  return run(process.execPath, [path, ...words], options)
    .catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }))
    .then(({ stdout }) => stdout);
}

async function walls(): Promise<[string, string][]> {
  const words = ['--config', 'scripts/walls.cjs', '--preserve-symlinks', '--output-type', 'json'];
  const text = await tool(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    ...words,
    ...placesOfCode(house),
  );
  const { summary } = JSON.parse(text) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, rule }) => [from, rule.name]);
}

async function lint(): Promise<[string, string][]> {
  const files = BREAK_INS.map(({ at }) => at);
  const text = await tool('oxlint/bin/oxlint', '--format', 'json', ...files);
  const { diagnostics } = JSON.parse(text) as {
    diagnostics: { filename: string; code: string; severity: string }[];
  };
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ filename, code }) => [filename, code]);
}

/** Only where types are what is broken: they must hide no other hole. */
async function types(): Promise<[string, string][]> {
  const files = BREAK_INS.filter(({ what }) => what.startsWith('types')).map(({ at }) => at);
  const [scripts, rest] = await Promise.all([
    tool('typescript7/bin/tsc', '-p', 'tsconfig.scripts.json', '--pretty', 'false'),
    tool(
      'oxlint/bin/oxlint',
      '--type-aware',
      '--type-check',
      '--format',
      'unix',
      ...files.filter((file) => file.endsWith('.ts')),
    ),
  ]);
  const errors = [
    ...scripts.matchAll(/^(\S+)\(\d+,\d+\): error (TS\d+)/gm),
    ...rest.matchAll(/^([^\s:]+):.*\[Error\/(\S+)\]$/gm),
  ];
  const typed = new Set(files);
  return errors.flatMap(([, file = '', code = '']) => (typed.has(file) ? [[file, code]] : []));
}

describe('the walls of the house', () => {
  it.each(BREAK_INS.map(({ what, at }) => [what, at]))('refuse %s', (_, at) => {
    expect(broken.get(at) ?? []).not.toEqual([]);
  });

  it('are not switched off by a comment', async () => {
    const words = [
      'grep',
      '-lE',
      'oxlint-disable|eslint-disable|@ts-nocheck|@ts-ignore',
      '--',
      '*.ts',
      '*.tsx',
      '*.mjs',
      '*.cjs',
    ];
    const { stdout } = await run('git', words, { cwd: ROOT }).catch(() => ({ stdout: '' }));
    expect(
      stdout.split('\n').filter((file) => file && !file.startsWith('test/contracts/walls')),
    ).toEqual([]);
  });

  it('are tried in more ways than a reviewer found', () => {
    expect(BREAK_INS.length).toBeGreaterThanOrEqual(73);
    expect(new Set(BREAK_INS.map(({ at }) => at)).size).toBe(BREAK_INS.length);
  });

  it('stand nowhere in the way of what is there', () => {
    const planted = new Set(BREAK_INS.flatMap(({ at, beside }) => [at, beside?.at]));
    const files = [...broken].filter(([place]) => /\.\w+$/.test(place)); // folders are in cycles through what was planted
    expect(files.filter(([file]) => !planted.has(file))).toEqual([]);
  });
});
