import { describe, expect, it } from '@jest/globals';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

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
