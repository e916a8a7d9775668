import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { StatusBoard, type Component } from '../../../apps/api/src/platform/health/status-board.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { SlosModule, SlosWorkerModule } from '../../../apps/api/src/slos/slos.module.js';
import { ReportSlosStatus } from '../../../apps/api/src/slos/use-cases/report-slos-status.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { FakeRules } from '../../harness/fake-rules.js';
import { asOwner } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';
import { World, type WorldWorker } from '../../harness/world.js';
import { seedSubjects, sloDocument, writer } from '../slos/slos-context.js';

/** An honest status comes within this. */
const HONEST_MS = 15_000;

const seen = (all: readonly Component[], name: string) =>
  all.find((component) => component.name === name);

describe('the status of the API', () => {
  let test: TestApp;
  let server: ChildProcess;
  let redis: Redis;
  const dir = mkdtempSync(join(tmpdir(), 'leitstand-redis-'));

  beforeAll(async () => {
    const port = await freePort();
    const program = process.env.LEITSTAND_TEST_REDIS_SERVER ?? '';
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
    server = spawn(program, [...words, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    redis = new Redis(`redis://127.0.0.1:${port}`, { retryStrategy: () => 50 });
    redis.on('error', () => undefined);
    await redis.ping();
    test = await startTestApp({ LEITSTAND_REDIS_URL: `redis://127.0.0.1:${port}` });
  });
  afterAll(async () => {
    await test.close();
    redis.disconnect();
    server.kill();
    rmSync(dir, { recursive: true, force: true });
  });

  const status = async (name: string): Promise<Component | undefined> => {
    const answer = await test.app.inject({ method: 'GET', url: '/api/v1/status' });
    return seen(answer.json<{ components: Component[] }>().components, name);
  };
  const becomes = (name: string, state: Component['state']) =>
    until(
      `${name} is ${state}`,
      async () => {
        const component = await status(name);
        return component?.state === state && component;
      },
      HONEST_MS,
    );

  it('names Redis when its memory is used up, though it answers', async () => {
    expect(await becomes('redis', 'up')).toMatchObject({ detail: null });
    await redis.config('SET', 'maxmemory', '1');
    expect(await becomes('redis', 'degraded')).toMatchObject({ detail: { code: 'memory-full' } });
    await redis.config('SET', 'maxmemory', '0');
    await becomes('redis', 'up');
  });

  it('names a Redis that may not write: a replica, one that cannot save', async () => {
    await redis.replicaof('127.0.0.1', 1);
    expect(await becomes('redis', 'degraded')).toMatchObject({ detail: { code: 'read-only' } });
    await redis.replicaof('NO', 'ONE');
    await becomes('redis', 'up');
  });

  it('names PostgreSQL when it takes reads only, and blames nobody who would have to write', async () => {
    await asOwner(test, (client) =>
      client.query(`insert into heartbeats (process) values ('worker')`),
    );
    await becomes('worker', 'up');
    const readOnly = (is: 'on' | 'off') =>
      asOwner(test, async (client) => {
        const name = new URL(test.database.ownerUrl).pathname.slice(1);
        await client.query('set default_transaction_read_only = off');
        await client.query(`alter database ${name} set default_transaction_read_only = ${is}`);
        await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'leitstand_app'`,
        );
      });
    await readOnly('on');
    expect(await becomes('postgres', 'degraded')).toMatchObject({ detail: { code: 'read-only' } });
    for (const name of ['worker', 'queue', 'ledger'])
      expect(await status(name)).toMatchObject({
        state: 'unknown',
        detail: { code: 'hidden', names: ['postgres'] },
      });
    await asOwner(test, async (client) => {
      await client.query('set default_transaction_read_only = off');
      await client.query(`update heartbeats set at = at - interval '1 minute'`);
    });
    await readOnly('off');
    await becomes('postgres', 'up');
    // What it could not write is no silence of its own: it has the time of three beats to be heard again.
    const seenAgain = await until('the worker is judged again', async () => {
      const worker = await status('worker');
      return worker?.message?.startsWith('not known') === false && worker;
    });
    expect(seenAgain).toMatchObject({ state: 'unknown', detail: { names: ['postgres'] } });
    expect(await becomes('worker', 'down')).toMatchObject({ detail: { code: 'silent' } });
  });
});

describe('the status of the rules', () => {
  const parent = mkdtempSync(join(tmpdir(), 'leitstand-rules-'));
  const folder = join(parent, 'rules');
  const prometheus = new FakeRules();
  let world: World;
  let worker: WorldWorker;

  beforeAll(async () => {
    prometheus.folder = folder;
    world = await World.begin({
      modules: [PlatformModule, BackgroundWorkerModule, AuditModule, SlosModule, SlosWorkerModule],
      providers: [ReportSlosStatus],
      settings: {
        LEITSTAND_PROMETHEUS_URL: await prometheus.listen(),
        LEITSTAND_RULES_DIR: folder,
      },
    });
    await seedSubjects(world.owner);
    worker = await world.worker();
    await world.settled();
  });
  afterAll(async () => {
    await world.close();
    await prometheus.close();
    rmSync(parent, { recursive: true });
  });

  const rules = () => worker.get(ReportSlosStatus).execute('rules');
  const files = () => readdirSync(folder).filter((name) => name.endsWith('.yaml'));

  it('names the folder that cannot be written, not the queue; nothing is lost', async () => {
    await worker.get(SaveSlo).execute(writer('DE'), sloDocument('zero'), { kind: 'new' });
    await world.advance('10s');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder'); // what even root cannot write below
    await worker.get(SaveSlo).execute(writer('DE'), sloDocument('one'), { kind: 'new' });
    await world.advance('10s');
    expect(await rules()).toMatchObject({
      state: 'degraded',
      detail: { code: 'folder-unwritable', names: ['EEXIST'] },
    });
    const { loaded } = prometheus;
    prometheus.loaded = new Map(); // as one that was started anew on a folder that is empty
    expect(await rules()).toMatchObject({
      state: 'down',
      detail: { code: 'rules-missing', count: 2, names: ['EEXIST'] },
    });
    prometheus.loaded = loaded;
    const board = worker.get(StatusBoard);
    await until('the queue is not at fault', () => seen(board.all(), 'queue')?.state === 'up');
    rmSync(folder);
    await world.advance('10s');
    expect(await rules()).toMatchObject({ state: 'up' });
    expect(files().length).toBeGreaterThan(0);
  });

  it('is down where Prometheus has none of the rules, whoever is at fault, and names no folder that can be written', async () => {
    const { folder: right } = prometheus;
    prometheus.folder = mkdtempSync(join(tmpdir(), 'leitstand-other-'));
    prometheus.starts += 1;
    prometheus.loaded = new Map(); // it was started with another configuration, and reads that
    await world.advance('70s');
    expect(await rules()).toEqual({
      state: 'down',
      message: 'Prometheus has none of the rules of 2 SLOs',
      detail: { code: 'rules-missing', count: 2 },
    });
    rmSync(prometheus.folder, { recursive: true });
    prometheus.folder = right;
    await worker.get(SaveSlo).execute(writer('DE'), sloDocument('two'), { kind: 'new' });
    await world.advance('70s');
    expect(await rules()).toMatchObject({ state: 'up' });
  });

  it('tells of files of others that were set aside, with the reason, until they are gone', async () => {
    const place = `${folder}-set-aside`;
    mkdirSync(place);
    const kept = join(place, 'theirs.yaml.2026-11-30T22-57-16Z');
    writeFileSync(kept, 'groups: [');
    writeFileSync(`${kept}.why`, '1:9: did not find expected node content');
    await world.advance('6s');
    expect(await rules()).toEqual({
      state: 'degraded',
      message: expect.stringMatching(/rules-set-aside: theirs\.yaml: 1:9: did not find/),
      detail: {
        code: 'rules-set-aside',
        count: 1,
        names: ['theirs.yaml: 1:9: did not find expected node content'],
      },
    });
    rmSync(kept);
    await world.advance('6s');
    expect(await rules()).toMatchObject({ state: 'up' });
  });

  it('is filled again within seconds when it was removed', async () => {
    const before = files();
    rmSync(folder, { recursive: true });
    await world.advance('6s');
    expect(files()).toEqual(before);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
