import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { componentOf, dataDirectory, freePortBase, isLive, Launched, within } from './launched.js';

const DISK = '600m';

/** A small file system of its own below `dir`, so that the real disk is never filled; null where this account may mount none. */
function mountDisk(dir: string): (() => void) | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=755`, 'tmpfs', dir], {
      stdio: 'pipe',
    });
    return () => void execFileSync('umount', ['-l', dir]);
  } catch {
    return null;
  }
}

const data = dataDirectory();
const unmount = mountDisk(data.dir);
if (unmount === null) {
  process.stderr.write('  not run: a full disk needs root, where "mount -t tmpfs" is allowed\n');
  data.remove();
}

/** Takes all the room there is. */
function fill(file: string): void {
  const descriptor = openSync(file, 'w');
  const block = Buffer.alloc(1_000_000, 1);
  try {
    for (let size = block.length; size >= 1;) {
      try {
        writeSync(descriptor, block, 0, size);
      } catch {
        size = Math.floor(size / 10);
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

// Data, logs and every private server on one disk, which gets full while people write.
(unmount === null ? describe.skip : describe)('a disk that is full', () => {
  let base: number;
  let launched: Launched;
  let token = '';
  const kept: string[] = [];
  const ballast = join(data.dir, 'ballast');

  beforeAll(async () => {
    base = await freePortBase();
    launched = Launched.start({
      LEITSTAND_DATA_DIR: data.dir,
      LEITSTAND_PORT_BASE: String(base),
      LEITSTAND_SAMPLE: 'off',
      LEITSTAND_DISK_MIN_FREE_MB: '100',
    });
    await launched.says('ready: ', 150);
    token = execFileSync('node', ['scripts/token.mjs', 'full disk'], {
      encoding: 'utf8',
      env: { ...process.env, LEITSTAND_DATA_DIR: data.dir },
    }).trim();
  }, 180_000);
  afterAll(async () => {
    launched.child.kill('SIGTERM');
    await launched.exitCode();
    unmount?.();
    data.remove();
  }, 60_000);

  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${base}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(5000),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const write = async (slug: string) => {
    const { status } = await call('PUT', `/teams/${slug}`, { name: slug, territory: 'DE' }).catch(
      () => ({ status: 0 }),
    );
    if (status === 200 || status === 201) kept.push(slug);
    return status;
  };
  const said = () => launched.output;

  it('is told of while there is room for what has to be written', async () => {
    expect(await write('before')).toBe(201);
    expect(await componentOf(base, 'disk')).toMatchObject({ state: 'up' });
  });

  it('silences nobody: API and worker answer, and the status names it within 15 s', async () => {
    fill(ballast);
    const until = Date.now() + 15_000;
    let named = false;
    for (let n = 0; Date.now() < until; n += 1) {
      await write(`during-${n}`);
      expect([await isLive(base), await isLive(base + 2)]).toEqual([true, true]);
      const disk = await componentOf(base, 'disk');
      named ||= disk?.state === 'down' && disk.detail?.code === 'disk-full';
    }
    expect(named).toBe(true);
  }, 90_000);

  it('is no trouble any more within 60 s after there is room, without hands; what was answered is kept', async () => {
    rmSync(ballast);
    await within(
      60,
      'everything is up',
      async () => {
        const states = await Promise.all(
          ['postgres', 'redis', 'worker', 'disk'].map((name) => componentOf(base, name)),
        );
        return states.every((seen) => seen?.state === 'up');
      },
      said,
    );
    await within(
      20,
      'a write is taken',
      async () => [200, 201].includes(await write('after')),
      said,
    );
    for (const slug of kept)
      expect([slug, (await call('GET', `/teams/${slug}`)).status]).toEqual([slug, 200]);
  }, 120_000);
});
