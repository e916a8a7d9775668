import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { componentOf, componentsOf, Instance, isLive, within } from './launched.js';

/** A small file system of its own below `dir`, so that the real disk is never filled. */
const SMALL = ['-t', 'tmpfs', '-o', 'size=600m,mode=755', 'tmpfs'];

/** How the instance gets its small disk. */
interface Disk {
  /** words of a command that becomes the launcher, on that disk */
  readonly within: readonly string[];
  /** where others find what the launcher, a process of this number, sees as `dir` */
  seenFrom(pid: number): string;
  remove(): void;
}

/** As root, where that is allowed: for everybody. */
function mounted(dir: string): Disk {
  execFileSync('mount', [...SMALL, dir], { stdio: 'pipe' });
  return {
    within: [],
    seenFrom: () => dir,
    remove: () => void execFileSync('umount', ['-l', dir]),
  };
}

/** Without any right, where the kernel lets accounts have namespaces: for the launcher and its processes, which are this account in there, too. */
function ofItsOwn(dir: string): Disk {
  const [uid, gid] = [process.getuid?.() || 1000, process.getgid?.() || 1000];
  const mount = `mount ${SMALL.join(' ')} ${dir} && exec "$@"`;
  const within = ['unshare', '--map-root-user', '--mount', '/bin/sh', '-c', mount, 'sh'].concat([
    'unshare',
    '--user',
    `--map-user=${uid}`,
    `--map-group=${gid}`,
    '--',
  ]);
  execFileSync(within[0] ?? '', [...within.slice(1), 'true'], { stdio: 'pipe' });
  return { within, seenFrom: (pid) => `/proc/${pid}/root${dir}`, remove: () => undefined };
}

/** The first way that works here; null when none does. */
function smallDisk(dir: string): Disk | null {
  for (const way of [mounted, ofItsOwn]) {
    try {
      return way(dir);
    } catch {
      // the next one
    }
  }
  return null;
}

const instance = new Instance();
const disk = smallDisk(instance.data.dir);
if (disk === null) {
  process.stderr.write('  not run: a full disk needs "mount -t tmpfs" or "unshare --user"\n');
  instance.data.remove();
}

interface RuleGroup {
  readonly name: string;
  readonly lastEvaluation: string;
  readonly rules: readonly { readonly health: string }[];
}

interface RulesAnswer {
  readonly data: { readonly groups: readonly RuleGroup[] };
}

/**
 * The rules that Prometheus has loaded; none while it does not answer.
 * @param dir the folder of the instance, where its path is kept
 */
async function ruleGroups(base: number, dir: string): Promise<readonly RuleGroup[]> {
  const below = readFileSync(join(dir, 'secrets/prometheus-path'), 'utf8').trim();
  const answer = await fetch(`http://127.0.0.1:${base + 12}/${below}/api/v1/rules`, {
    signal: AbortSignal.timeout(2000),
  })
    .then(async (response) => (response.ok ? ((await response.json()) as RulesAnswer) : null))
    .catch(() => null);
  return answer?.data.groups ?? [];
}

/** Whether all its rules were evaluated after a time (milliseconds of the epoch), and what they found could be kept. */
const isEvaluatedSince = ({ lastEvaluation, rules }: RuleGroup, at: number): boolean =>
  Date.parse(lastEvaluation) > at && rules.every(({ health }) => health === 'ok');

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
(disk === null ? describe.skip : describe)('a disk that is full', () => {
  let dir = '';
  let token = '';
  const kept: string[] = [];
  /** whatever worked before has to work again */
  const upBefore: string[] = [];
  let groupsBefore: readonly string[] = [];
  const ballast = () => join(dir, 'ballast');

  beforeAll(async () => {
    // the writes below come as fast as they are answered: more than a client's share of a minute
    const settings = {
      LEITSTAND_SAMPLE: 'off',
      LEITSTAND_DISK_MIN_FREE_MB: '100',
      LEITSTAND_RATE_LIMIT: '1000000',
    };
    await instance.begin(settings, 150, disk?.within);
    dir = disk?.seenFrom(instance.launched.child.pid ?? 0) ?? '';
    token = execFileSync('node', ['scripts/token.mjs', 'full disk'], {
      encoding: 'utf8',
      env: { ...process.env, LEITSTAND_DATA_DIR: dir },
    }).trim();
  }, 180_000);
  afterAll(async () => {
    await instance.stop();
    disk?.remove();
    instance.data.remove();
  }, 60_000);

  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${instance.base}/api/v1${path}`, {
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
  const said = () => instance.launched.output;

  it('is told of while there is room for what has to be written, and rules are evaluated', async () => {
    expect(await write('before')).toBe(201);
    expect(await componentOf(instance.base, 'disk')).toMatchObject({ state: 'up' });
    for (const { name, state } of await componentsOf(instance.base))
      if (state === 'up') upBefore.push(name);
    expect(upBefore).toEqual(
      expect.arrayContaining(['postgres', 'redis', 'worker', 'prometheus', 'rules', 'disk']),
    );
    await within(60, 'rules are evaluated', async () => {
      const groups = await ruleGroups(instance.base, dir);
      groupsBefore = groups.map(({ name }) => name);
      return groups.length > 0 && groups.every((group) => isEvaluatedSince(group, 0));
    });
    expect(groupsBefore).toContain('leitstand-self');
  }, 90_000);

  it('silences nobody: API and worker answer, and the status names it within 15 s', async () => {
    fill(ballast());
    const until = Date.now() + 15_000;
    let named = false;
    for (let n = 0; Date.now() < until; n += 1) {
      await write(`during-${n}`);
      expect([await isLive(instance.base), await isLive(instance.base + 2)]).toEqual([true, true]);
      const disk = await componentOf(instance.base, 'disk');
      named ||= disk?.state === 'down' && disk.detail?.code === 'disk-full';
    }
    expect(named).toBe(true);
  }, 90_000);

  it('is no trouble any more within 60 s after there is room, without hands; what was answered is kept', async () => {
    rmSync(ballast());
    const room = Date.now();
    const waiting = new Map<string, () => Promise<boolean>>([
      [
        'whatever was up before',
        async () => {
          const seen = await componentsOf(instance.base);
          const up = seen.filter(({ state }) => state === 'up').map(({ name }) => name);
          return upBefore.every((name) => up.includes(name));
        },
      ],
      ['a write is taken', async () => [200, 201].includes(await write('after'))],
      [
        'Prometheus evaluates rules',
        async () => {
          const groups = await ruleGroups(instance.base, dir);
          const evaluated = groups.filter((group) => isEvaluatedSince(group, room));
          return groupsBefore.every((before) => evaluated.some(({ name }) => name === before));
        },
      ],
    ]);
    await Promise.all(
      [...waiting].map(async ([what, look]) => {
        await within(60, what, look, said);
        process.stderr.write(
          `  ${what}: ${((Date.now() - room) / 1000).toFixed(1)} s after there is room\n`,
        );
      }),
    );
    for (const slug of kept)
      expect([slug, (await call('GET', `/teams/${slug}`)).status]).toEqual([slug, 200]);
  }, 120_000);
});
