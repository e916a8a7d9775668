import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyOfSources } from '../harness/copy-of-sources.js';

const run = promisify(execFile);
/** Files outside of its own rooms that a new noun may touch, generated ones included. */
const MAX_TOUCHED = 8;

let copy: string;
beforeAll(async () => {
  copy = await copyOfSources();
  await git('init', '--quiet');
  await git('add', '--all');
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const git = async (...words: readonly string[]) =>
  (await run('git', words, { cwd: copy, maxBuffer: 64e6 })).stdout;

/** Runs a program of this checkout in the copy. @throws Error with what it said when it fails */
async function node(script: string, words: readonly string[], env: Record<string, string> = {}) {
  const options = { cwd: copy, maxBuffer: 64e6, env: { ...process.env, ...env } };
  try {
    return (await run(process.execPath, [join(copy, script), ...words], options)).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${script}: ${stdout}${stderr}`, { cause: error });
  }
}

const jest = (kind: string, files: string) =>
  node('node_modules/jest/bin/jest.js', ['--ci', files], {
    LEITSTAND_TEST_KIND: kind,
    NODE_OPTIONS: '--experimental-vm-modules',
  });

describe('a feature made from the template', () => {
  it.each([
    [
      'behind a feature that is none',
      ['reminder', '--after', 'nowhere'],
      'there is no such feature',
    ],
    ['before the door of nouns', ['reminder', '--after', 'access'], 'so it stands behind it'],
    ['of a noun that there is', ['team'], 'there is a team already'],
    ['of a word of the language', ['class', 'classes'], 'means something in TypeScript or SQL'],
    ['of two words', ['on-call'], 'by one noun of lower-case letters'],
  ])('is refused %s, and nothing of it is left', async (_, words, reason) => {
    await expect(node('scripts/gen-feature.mjs', words)).rejects.toThrow(reason);
    expect(await git('status', '--porcelain', '--untracked-files=all')).not.toMatch(/^(\?\?| M)/m);
  });

  it('compiles, stands within the walls, passes its own tests, and touches few files of others', async () => {
    await node('scripts/gen-feature.mjs', ['reminder']);
    await node('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--noCheck']);
    await node('scripts/gen-openapi.mjs', ['--clients']);
    await node('node_modules/typescript7/bin/tsc', ['-p', '.']);
    await node('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', [
      '--config',
      'scripts/walls.cjs',
      '--preserve-symlinks',
      'apps/api',
      'libs',
    ]);
    await jest('contract', 'rooms');
    await jest('spec', 'reminder');
    await jest('medium', 'reminder');
    const touched = (await git('diff', '--name-only')).trim().split('\n');
    expect(touched.toSorted()).toEqual([
      'apps/api/src/app.module.ts',
      'apps/api/src/worker.module.ts',
      'apps/console/src/api/live-events.gen.ts',
      'docs/openapi.json',
      'libs/contract/src/api.gen.ts',
      'libs/contract/src/roles.ts',
      'scripts/plan.cjs',
    ]);
    expect(touched.length).toBeLessThan(MAX_TOUCHED); // one is left for the console's route
  }, 240_000);
});
