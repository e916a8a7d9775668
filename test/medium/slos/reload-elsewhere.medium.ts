import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { SlosModule, SlosWorkerModule } from '../../../apps/api/src/slos/slos.module.js';
import { DeleteSlo } from '../../../apps/api/src/slos/use-cases/delete-slo.js';
import { ReportSlosStatus } from '../../../apps/api/src/slos/use-cases/report-slos-status.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { WRITTEN } from '../../../apps/api/src/slos/domain/publication.js';
import { REVISION_FILE, sloFile } from '../../../apps/api/src/slos/domain/rule-files.js';
import { RulesFolder } from '../../../apps/api/src/slos/gateways/rules-folder.gateway.js';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { ANY } from '../../../apps/api/src/platform/kernel/expected.js';
import { FakeRules } from '../../harness/fake-rules.js';
import { testPrometheusVersion } from '../../harness/test-prometheus.js';
import { World, type WorldWorker } from '../../harness/world.js';
import { seedSubjects, sloDocument, writer } from './slos-context.js';

const anna = writer('DE');
const MODULES = [PlatformModule, BackgroundWorkerModule, AuditModule, SlosModule, SlosWorkerModule];

/** A worker before a Prometheus that takes no requests to reload. */
async function before(server: FakeRules, more: Record<string, string>) {
  server.folder = mkdtempSync(join(tmpdir(), 'leitstand-rules-'));
  server.lifecycle = false;
  server.version = await testPrometheusVersion();
  const world = await World.begin({
    modules: MODULES,
    providers: [ReportSlosStatus],
    settings: {
      LEITSTAND_PROMETHEUS_URL: await server.listen(),
      LEITSTAND_RULES_DIR: server.folder,
      ...more,
    },
  });
  await seedSubjects(world.owner);
  const worker = await world.worker();
  await world.settled();
  return { world, worker };
}

const rowOf = async (world: World, slug: string) => {
  const { rows } = await world.owner.query<{
    loaded: boolean;
    state: string;
    message: string | null;
  }>(
    `select published_version = version as loaded, rules_state as state, rules_message as message
       from slos where slug = $1`,
    [slug],
  );
  return rows[0];
};
const rules = (worker: WorldWorker) => worker.get(ReportSlosStatus).execute('rules');

describe('a Prometheus that something else reloads', () => {
  const server = new FakeRules();
  let world: World;
  let worker: WorldWorker;

  beforeAll(async () => {
    ({ world, worker } = await before(server, {
      LEITSTAND_PROMETHEUS_RELOAD: 'external',
      LEITSTAND_PROMETHEUS_RELOAD_SECONDS: '60',
    }));
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await server.close();
    rmSync(server.folder, { recursive: true });
  });

  it('finds the rules written; they wait, and the status says since when', async () => {
    await worker.get(SaveSlo).execute(anna, sloDocument('one'), { kind: 'new' });
    await world.advance('10s');
    expect(readdirSync(server.folder).toSorted()).toEqual([
      'leitstand-00-revision.yaml',
      'leitstand-fleet.yaml',
      'leitstand-slo-one.yaml',
    ]);
    expect(await rowOf(world, 'one')).toEqual({
      loaded: false,
      state: 'pending',
      message: 'Written; waiting for something else to reload Prometheus.',
    });
    expect(await rules(worker)).toMatchObject({
      state: 'up',
      detail: { code: 'reload-awaited', count: 1 },
    });
    await world.advance('2m');
    expect(await rules(worker)).toMatchObject({
      state: 'degraded',
      detail: { code: 'reload-awaited', count: 1 },
    });
    expect(server.reloads).toBe(0);
  });

  it('has loaded them once its rules say so, also a change under the same names', async () => {
    server.reload();
    await world.advance('10s');
    expect(await rowOf(world, 'one')).toMatchObject({ loaded: true, state: 'published' });
    expect(await rules(worker)).toEqual({ state: 'up', message: null });

    await worker.get(SaveSlo).execute(anna, sloDocument('one', { target: '99.5' }), ANY);
    await world.advance('10s');
    expect(await rowOf(world, 'one')).toMatchObject({ loaded: false });
    server.reload();
    await world.advance('10s');
    expect(await rowOf(world, 'one')).toMatchObject({ loaded: true, state: 'published' });
  });

  it('unloads what was deleted, and a worker that is killed meanwhile loses nothing', async () => {
    await worker.get(SaveSlo).execute(anna, sloDocument('two'), { kind: 'new' });
    await worker.get(DeleteSlo).execute(anna, 'one', ANY);
    await world.advance('10s');
    worker.kill();
    worker = await world.worker();
    await world.advance('30s');
    expect(await rowOf(world, 'two')).toMatchObject({ loaded: false });
    server.reload();
    await world.advance('10s');
    expect(await rowOf(world, 'two')).toMatchObject({ loaded: true });
    expect(await rowOf(world, 'one')).toMatchObject({ loaded: true });
    expect([...server.loaded.keys()]).not.toContain('leitstand-slo-one.yaml');
  });

  it('waits as well where only the label of a team changed: the rules stay published, and both say it', async () => {
    await world.owner.query('update subjects set team = null');
    await world.advance('1m');
    const published = { loaded: true, state: 'published' };
    expect(await rowOf(world, 'two')).toEqual({ ...published, message: WRITTEN });
    expect(await rules(worker)).toMatchObject({ detail: { code: 'reload-awaited', count: 1 } });
    await world.advance('2m');
    expect(await rules(worker)).toMatchObject({ state: 'degraded' });
    server.reload();
    await world.advance('10s');
    expect(await rowOf(world, 'two')).toEqual({ ...published, message: null });
    expect(await rules(worker)).toEqual({ state: 'up', message: null });
  });

  it('waits for nothing any more where the change was taken back', async () => {
    await world.owner.query(`update subjects set team = 'team-shop' where slug = 'shop'`);
    await world.advance('1m');
    expect(await rowOf(world, 'two')).toMatchObject({ message: WRITTEN });
    await world.owner.query('update subjects set team = null');
    await world.advance('1m');
    expect(await rowOf(world, 'two')).toMatchObject({ state: 'published', message: null });
    expect(await rules(worker)).toEqual({ state: 'up', message: null });
  });

  it('has loaded what it read before the next change was written', async () => {
    await worker.get(SaveSlo).execute(anna, sloDocument('three'), { kind: 'new' });
    for (const [target, next] of [
      ['99.1', '99.2'],
      ['99.3', '99.4'],
    ]) {
      await worker.get(SaveSlo).execute(anna, sloDocument('three', { target }), ANY);
      await world.advance('10s');
      server.reload();
      await worker.get(SaveSlo).execute(anna, sloDocument('two', { target: next }), ANY);
      await world.advance('10s');
      expect(await rowOf(world, 'three')).toMatchObject({ loaded: true, state: 'published' });
      expect(await rowOf(world, 'two')).toMatchObject({ loaded: false, message: WRITTEN });
    }
  });

  it('is named before what single SLOs lack, once it is late, and hides none of them before', async () => {
    server.reload();
    await world.advance('10s');
    await worker.get(SaveSlo).execute(anna, sloDocument('late'), { kind: 'new' });
    await world.advance('10s');
    const two = (state: 'failed' | 'pending') =>
      world.owner.query(
        `update slos set rules_state = $1, refused_version = version where slug = 'two'`,
        [state],
      );
    await two('failed');
    expect(await rules(worker)).toMatchObject({ detail: { code: 'rules-failed', count: 1 } });
    await two('pending');
    expect(await rules(worker)).toMatchObject({ detail: { code: 'rules-withheld', count: 1 } });
    await world.advance('2m');
    await two('failed');
    expect(await rules(worker)).toMatchObject({
      state: 'degraded',
      detail: { code: 'reload-awaited', count: 1 },
    });
  });
});

it('a folder that takes only some of the files is not given the name of the whole set', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'leitstand-rules-'));
  const settings = Settings.fromEnvironment({
    LEITSTAND_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    LEITSTAND_REDIS_URL: 'redis://127.0.0.1:1',
    LEITSTAND_PROMETHEUS_URL: 'http://127.0.0.1:1',
    LEITSTAND_SECRET: 'a secret that only tests use, 32 characters or more',
    LEITSTAND_RULES_DIR: folder,
  });
  const tooLong = sloFile('x'.repeat(300)); // no file system takes it
  const files = new Map([REVISION_FILE, tooLong].map((file) => [file, 'groups: []']));
  await expect(new RulesFolder(settings).write(files)).rejects.toMatchObject({
    code: 'dependency-unavailable',
  });
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

describe('a Prometheus that nothing reloads', () => {
  const server = new FakeRules();
  let world: World;
  let worker: WorldWorker;

  beforeAll(async () => {
    ({ world, worker } = await before(server, { LEITSTAND_PROMETHEUS_RELOAD: 'lifecycle' }));
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await server.close();
    rmSync(server.folder, { recursive: true });
  });

  it('is named by its own words, in the status and with the SLO; nobody else is blamed', async () => {
    await worker.get(SaveSlo).execute(anna, sloDocument('one'), { kind: 'new' });
    await world.advance('10s');
    const { message } = (await rowOf(world, 'one')) ?? {};
    expect(message).toBe(
      'Prometheus says "Lifecycle API is not enabled": start it with --web.enable-lifecycle, or set LEITSTAND_PROMETHEUS_RELOAD=external where something else (an operator, a sidecar) reloads it.',
    );
    expect(await rules(worker)).toMatchObject({
      state: 'degraded',
      detail: { code: 'reload-not-enabled' },
    });
    server.lifecycle = true;
    await world.advance('1m');
    expect(await rowOf(world, 'one')).toMatchObject({ loaded: true });
    expect(await rules(worker)).toEqual({ state: 'up', message: null });
  });

  it('is named all the time where nothing waits but a comparison, and no longer than it is so', async () => {
    server.lifecycle = false;
    await world.owner.query('update subjects set team = null');
    await world.advance('1m');
    for (const time of ['20s', '20s', '15s', '20s'] as const) {
      await world.advance(time);
      expect(await rules(worker)).toMatchObject({ detail: { code: 'reload-not-enabled' } });
    }
    server.lifecycle = true;
    await world.advance('1m');
    expect(await rules(worker)).toEqual({ state: 'up', message: null });
  });
});
