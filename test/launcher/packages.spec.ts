import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { join, resolve } from 'node:path';

const program = async <T>(file: string): Promise<T> =>
  (await import(pathToFileURL(resolve('scripts/lib', file)).href)) as T;

const REFUSED = `npm error code ECONNREFUSED
npm error syscall connect
npm error errno ECONNREFUSED
npm error FetchError: request to http://127.0.0.1:9/zod failed, reason: connect ECONNREFUSED 127.0.0.1:9
npm error     at ClientRequest.<anonymous> (/usr/lib/node_modules/npm/index.js:130:14)
npm error
npm error If you are behind a proxy, please make sure that the 'proxy' config is set properly.
npm error A complete log of this run can be found in: /root/.npm/_logs/debug-0.log`;

const UNKNOWN_HOST = `npm error code ENOTFOUND
npm error network request to http://registry.invalid/zod failed, reason: getaddrinfo ENOTFOUND registry.invalid
npm error network This is a problem related to network connectivity.`;

const FULL = `npm ERR! code ENOSPC
npm ERR! syscall write
npm ERR! nospc ENOSPC: no space left on device, write`;

const OUT_OF_STEP = `npm error code EUSAGE
npm error
npm error \`npm ci\` can only install packages when your package.json and package-lock.json are in sync.`;

describe('what is said when packages cannot be installed', () => {
  it.each([
    [
      'a registry that refuses',
      REFUSED,
      [
        'not reachable (request to http://127.0.0.1:9/zod failed, reason: connect ECONNREFUSED 127.0.0.1:9)',
        'npm config get registry',
      ],
    ],
    [
      'an unknown host',
      UNKNOWN_HOST,
      ['not reachable (request to http://registry.invalid/zod failed', 'check the network'],
    ],
    ['a full disk', FULL, ['the disk is full', 'free 1.2 GB']],
    ['anything else', OUT_OF_STEP, ['EUSAGE', 'start again']],
  ])('names the cause and the way out: %s', async (_name, text, said) => {
    const { explainNpm } = await program<{ explainNpm: (text: string) => string }>('npm.mjs');
    const line = explainNpm(text);
    expect(line).not.toContain('\n');
    for (const part of said) expect(line).toContain(part);
  });
});

describe('which Debian packages are fetched', () => {
  interface Debian {
    parseDepends: (text: string) => Map<string, string[]>;
    closure: (graph: Map<string, string[]>, roots: string[]) => string[];
    installedFor: (architecture: string, text: string) => Set<string>;
  }
  const GRAPH = [
    'redis-server',
    ' |Depends: libjemalloc2:arm64',
    '  Depends: libjemalloc1:arm64',
    '  Depends: libssl3:arm64',
    '  Depends: <libvirtual>',
    '    libreal:arm64',
    '  Depends: adduser',
    'libssl3:arm64',
    '  Depends: libc6:arm64',
    '  Depends: libzstd1:arm64',
    '',
  ].join('\n');

  it('reads the names with and without their architecture, first alternatives and who provides a virtual one', async () => {
    const { parseDepends, closure } = await program<Debian>('debian.mjs');
    expect(closure(parseDepends(GRAPH), ['redis-server']).toSorted()).toEqual([
      'libjemalloc2',
      'libreal',
      'libssl3',
      'libzstd1',
    ]);
  });

  it.each([
    ['arm64', ['libssl3', 'tzdata']],
    ['amd64', ['libzstd1', 'tzdata']],
  ])('takes only what is installed for %s as being there', async (architecture, here) => {
    const { installedFor } = await program<Debian>('debian.mjs');
    const text =
      'libssl3 arm64 installed\nlibzstd1 amd64 installed\ntzdata all installed\nlibpq5 arm64 config-files\n';
    expect([...installedFor(architecture, text)].toSorted()).toEqual(here);
  });
});

interface Npm {
  readonly isComplete: (root: string) => boolean;
  readonly installPackages: (root: string) => Promise<void>;
}

describe('installed packages', () => {
  const path = process.env.PATH;
  const zod = { version: '4.0.0', integrity: 'sha512-zod' };
  const packages = {
    '': {},
    'node_modules/zod': zod,
    'node_modules/other': { ...zod, optional: true },
  };
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'leitstand-packages-'));
    writeFileSync(join(root, 'package.json'), '{}');
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
    installed('zod', packages);
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(root, { recursive: true, force: true });
  });

  const installed = (name: string, noted: object) => {
    mkdirSync(join(root, 'node_modules', name), { recursive: true });
    writeFileSync(join(root, 'node_modules', name, 'package.json'), '{"name":"before"}');
    writeFileSync(
      join(root, 'node_modules/.package-lock.json'),
      JSON.stringify({ packages: noted }),
    );
  };
  /** What is to be found instead of npm; it runs where the packages are to lie. */
  const npm = (script: string) => {
    mkdirSync(join(root, 'bin'), { recursive: true });
    writeFileSync(join(root, 'bin/npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    process.env.PATH = `${join(root, 'bin')}:${path}`;
  };
  const FILLS = `mkdir -p node_modules/zod && echo '{"name":"after"}' > node_modules/zod/package.json`;
  const NOTES = 'cp package-lock.json node_modules/.package-lock.json';
  const zodNow = () => readFileSync(join(root, 'node_modules/zod/package.json'), 'utf8');

  it('are all there when npm noted them so, whoever installed them', async () => {
    const { isComplete } = await program<Npm>('npm.mjs');
    expect(isComplete(root)).toBe(true);
    installed('zod', { ...packages, 'node_modules/zod': { ...zod, version: '3.0.0' } });
    expect(isComplete(root)).toBe(false);
    installed('zod', packages);
    rmSync(join(root, 'node_modules/zod'), { recursive: true });
    expect(isComplete(root)).toBe(false);
    installed('zod', packages);
    rmSync(join(root, 'node_modules/.package-lock.json'));
    expect(isComplete(root)).toBe(false);
  });

  it('stay as they were when an install is cut off, which the next one clears away', async () => {
    const { installPackages, isComplete } = await program<Npm>('npm.mjs');
    npm(`${FILLS}; kill -9 $$`);
    await expect(installPackages(root)).rejects.toThrow('could not be installed');
    expect([zodNow(), isComplete(root)]).toEqual(['{"name":"before"}', true]);
    npm(`${FILLS}; ${NOTES}`);
    await installPackages(root);
    expect(zodNow().trim()).toBe('{"name":"after"}');
    expect(existsSync(join(root, '.node_modules-new'))).toBe(false);
  });

  it('that were only not put in their place are, without npm', async () => {
    const { installPackages } = await program<Npm>('npm.mjs');
    const stage = join(root, '.node_modules-new');
    npm(
      `cd ${stage} 2>/dev/null; ${FILLS}; ${NOTES}; rm -rf ${root}/node_modules; mkdir ${root}/node_modules; touch ${root}/node_modules/.x; exit 1`,
    );
    await expect(installPackages(root)).rejects.toThrow();
    npm('exit 9');
    await installPackages(root);
    expect(zodNow().trim()).toBe('{"name":"after"}');
  });
});
