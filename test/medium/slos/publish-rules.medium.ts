import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { TaskRunner } from '../../../apps/api/src/platform/background/task-runner.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { SlosModule, SlosWorkerModule } from '../../../apps/api/src/slos/slos.module.js';
import { DeleteSlo } from '../../../apps/api/src/slos/use-cases/delete-slo.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { FakeRules } from '../../harness/fake-rules.js';
import { testPrometheusVersion } from '../../harness/test-prometheus.js';
import { until } from '../../harness/until.js';
import { World, type WorldWorker } from '../../harness/world.js';
import { seedSubjects, sloDocument, writer } from './slos-context.js';

/** Those there are. */
let slugs = Array.from({ length: 200 }, (_, i) => `slo-${String(i).padStart(3, '0')}`);
/** Reloads that one refused file of them may cost. */
const bound = () => 2 * Math.log2(slugs.length);
const REFUSED = 'errors_refused_total';
const anna = writer('DE');
const folder = mkdtempSync(join(tmpdir(), 'leitstand-rules-'));

const server = new FakeRules();
let world: World;
let worker: WorldWorker;
/** Transactions of the application that were open while Prometheus was asked to reload. */
let open: number;

beforeAll(async () => {
  server.folder = folder;
  server.version = await testPrometheusVersion();
  world = await World.begin({
    modules: [PlatformModule, BackgroundWorkerModule, AuditModule, SlosModule, SlosWorkerModule],
    settings: { LEITSTAND_PROMETHEUS_URL: await server.listen(), LEITSTAND_RULES_DIR: folder },
  });
  await seedSubjects(world.owner);
  worker = await world.worker();
  for (const slug of slugs)
    await worker.get(SaveSlo).execute(anna, sloDocument(slug), { kind: 'new' });
  await world.settled();
  // Texts are proven once; a pass that spends its ten seconds on that leaves the rest to the next one.
  for (let passes = 0; passes < 30 && (await states())['waiting']; passes += 1) await publish();
}, 240_000);
afterAll(async () => {
  await world.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  await begin(null);
});

/** As if no rule had ever been published, with one SLO whose rules Prometheus will refuse. */
async function begin(bad: string | null): Promise<void> {
  await world.owner.query('truncate slo_rule_files, leases');
  await world.owner.query(
    `update slos set published_version = 0, refused_version = null, rules_state = 'pending', rules_message = null,
       version = version + 1, document = jsonb_set(document, '{spec,indicator,ratio,bad}', to_jsonb(case when slug = $1 then $2 else 'errors_total' end))
      where deleted_at is null`,
    [bad, REFUSED],
  );
  for (const file of readdirSync(folder)) rmSync(join(folder, file));
  Object.assign(server, {
    reloads: 0,
    sound: true,
    away: false,
    refuses: REFUSED,
    loaded: new Map(),
  });
  open = 0;
  server.before = countOpen;
  server.answering = () => undefined;
  server.evaluated = () => ({});
}

/** Looks again until what was open is not: the worker watches its servers meanwhile, in short transactions. */
async function countOpen(): Promise<void> {
  let held = await openTransactions();
  await until('every transaction has ended', async () => {
    const still = held.size > 0 ? await openTransactions() : held;
    held = new Set([...held].filter((one) => still.has(one)));
    return held.size === 0;
  }).catch(() => (open += held.size));
}

async function openTransactions(): Promise<Set<string>> {
  const { rows } = await world.owner.query<{ one: string }>(
    `select pid || ' ' || xact_start as one from pg_stat_activity
      where datname = current_database() and usename = 'leitstand_app' and xact_start is not null`,
  );
  return new Set(rows.map(({ one }) => one));
}

/** Until the worker has looked for what waits. */
const publish = () => world.advance('5s');
/** Until it has compared what it believes with what is there. */
const compare = () => world.advance('1m');

async function states(): Promise<Record<string, string[]>> {
  const { rows } = await world.owner.query<{ slug: string; state: string }>(
    `select slug, case when published_version < version and rules_state <> 'failed' then 'waiting' else rules_state end as state
       from slos where deleted_at is null order by slug`,
  );
  const states: Record<string, string[]> = {};
  for (const { slug, state } of rows) (states[state] ??= []).push(slug);
  return states;
}

async function messageOf(slug: string): Promise<string | null> {
  const { rows } = await world.owner.query<{ message: string | null }>(
    'select rules_message as message from slos where slug = $1',
    [slug],
  );
  return rows[0]?.message ?? null;
}

const fileOf = (slug: string) => `leitstand-slo-${slug}.yaml`;

async function expectAllBut(bad: string): Promise<void> {
  const others = slugs.filter((slug) => slug !== bad);
  expect(await states()).toEqual({ published: others, failed: [bad] });
  expect(await messageOf(bad)).toMatch(
    new RegExp(`^Prometheus refused to reload: .*${fileOf(bad)}: unexpected`),
  );
  const files = ['leitstand-fleet.yaml', ...others.map(fileOf)];
  expect(readdirSync(folder).toSorted()).toEqual(files);
  expect([[...server.loaded.keys()].toSorted(), server.sound]).toEqual([files, true]);
}

describe('publishing 200 SLOs', () => {
  it('loads all files at once when Prometheus takes them, and does nothing more after that', async () => {
    await publish();
    expect([await states(), server.reloads, open]).toEqual([{ published: slugs }, 1, 0]);
    await compare();
    expect(server.reloads).toBe(1);
  });

  it.each(['slo-000', 'slo-077', 'slo-199'])(
    'publishes 199 and refuses one (%s) with its reason, in fewer than 2 × log2 reloads, no transaction open',
    async (bad) => {
      await begin(bad);
      await publish();
      await expectAllBut(bad);
      expect(server.reloads).toBeLessThanOrEqual(bound());
      expect(open).toBe(0);
      const { reloads } = server;
      await compare();
      expect(server.reloads).toBe(reloads);
    },
    60_000,
  );

  it('shows how far it is while a search goes on', async () => {
    await begin('slo-150');
    const seen: { published: number; message: string | null }[] = [];
    server.before = async () => {
      const { published = [] } = await states();
      seen.push({ published: published.length, message: await messageOf('slo-150') });
    };
    await publish();
    const counts = seen.map(({ published }) => published);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.find((count) => count > 0)).toBe(100);
    expect(seen.map(({ message }) => /refused (\d+) changed/.exec(message ?? '')?.[1])).toEqual(
      expect.arrayContaining(['201', '25', '2']),
    );
  }, 60_000);

  it('takes back a refused change of an SLO to what was loaded before', async () => {
    await publish();
    const before = readFileSync(join(folder, fileOf('slo-007')), 'utf8');
    await world.owner.query(
      `update slos set version = version + 1, document = jsonb_set(document, '{spec,indicator,ratio,bad}', to_jsonb($1::text)) where slug = 'slo-007'`,
      [REFUSED],
    );
    await publish();
    expect((await states())['failed']).toEqual(['slo-007']);
    expect(readFileSync(join(folder, fileOf('slo-007')), 'utf8')).toBe(before);
    expect([server.loaded.get(fileOf('slo-007')), server.sound]).toEqual([before, true]);
  });

  it('heals a lost file, an edited one and one that nobody wants', async () => {
    await publish();
    rmSync(join(folder, fileOf('slo-001')));
    writeFileSync(join(folder, fileOf('slo-002')), 'groups: []');
    writeFileSync(join(folder, fileOf('slo-of-nobody')), 'groups: []');
    await compare();
    expect([server.reloads, [...server.loaded.keys()].toSorted()]).toEqual([
      2,
      ['leitstand-fleet.yaml', ...slugs.map(fileOf)],
    ]);
    expect(readFileSync(join(folder, fileOf('slo-002')), 'utf8')).toContain('slo-002');
  });
});

describe('rules that are not where they were', () => {
  const all = ['leitstand-fleet.yaml', ...slugs.map(fileOf)];
  const inFolder = () => readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const removeAll = () => {
    for (const file of inFolder()) rmSync(join(folder, file));
  };
  beforeEach(async () => {
    await publish();
    await publish(); // what was written by itself is no news
  });

  it('are back within seconds when all files are deleted, and Prometheus is started anew without them', async () => {
    removeAll();
    server.restart();
    expect(server.loaded.size).toBe(0);
    await publish();
    expect([inFolder().toSorted(), [...server.loaded.keys()].toSorted()]).toEqual([all, all]);
    expect(await states()).toEqual({ published: slugs });
  });

  it('are loaded again when Prometheus started without them, though they lie there', async () => {
    const { reloads } = server;
    server.restart();
    server.loaded = new Map();
    await publish();
    expect([[...server.loaded.keys()].toSorted(), server.reloads - reloads]).toEqual([all, 1]);
    expect(await states()).toEqual({ published: slugs });
  });

  it('are loaded as soon as a Prometheus answers that was away while they were put back', async () => {
    removeAll();
    server.restart();
    server.away = true;
    await publish();
    expect(inFolder().toSorted()).toEqual(all);
    server.away = false;
    await world.advance('15s');
    expect([...server.loaded.keys()].toSorted()).toEqual(all);
    expect(await states()).toEqual({ published: slugs });
  });

  it('are mended within seconds when a file is edited by hand', async () => {
    writeFileSync(join(folder, fileOf('slo-002')), 'groups: []');
    await publish();
    expect(server.loaded.get(fileOf('slo-002'))).toContain('slo-002');
  });

  it('cost no reload while nothing changes', async () => {
    const { reloads } = server;
    await compare();
    expect(server.reloads).toBe(reloads);
  });

  it('are said to be not loaded, by SLO, where reloading does not help', async () => {
    server.answering = () => void (server.loaded = new Map());
    server.restart();
    server.loaded = new Map();
    await publish();
    expect(await states()).toEqual({ failed: slugs });
    expect(await messageOf('slo-000')).toContain('Prometheus has not loaded');
  });
});

describe('rules that Prometheus could not write for a full disk', () => {
  it('are well as soon as it writes again, whenever their own group is evaluated next; no path is told', async () => {
    await publish();
    const full = {
      lastEvaluation: '2026-03-02T12:00:00.5Z',
      health: 'err',
      lastError:
        'write to WAL: log samples: write /srv/prometheus/wal/00000000: no space left on device',
    };
    server.evaluated = () => full;
    await compare();
    expect(await states()).toEqual({ failed: slugs });
    expect(await messageOf('slo-000')).toMatch(
      /: write to WAL: log samples: write 00000000: no space left on device$/,
    );
    server.evaluated = (group) =>
      group === 'leitstand-ticket' ? full : { lastEvaluation: '2026-03-02T12:00:30.5Z' };
    await publish();
    expect(await states()).toEqual({ published: slugs });
  }, 60_000);
});

describe('a worker that dies while it publishes', () => {
  const BAD = 'slo-012';

  // It dies at every reload of a search: one among fewer files has as many kinds of them.
  beforeAll(async () => {
    slugs = slugs.slice(0, 25);
    await world.owner.query('update slos set deleted_at = now() where slug <> all ($1)', [slugs]);
  });

  /**
   * The worker hangs at a reload and another one starts, which goes on once the lease has expired; what the first one was waiting
   * for is answered at the very end. @returns whether there was such a reload
   */
  async function diesAt(reload: number, when: 'before' | 'answering'): Promise<boolean> {
    const [reached, answer] = [Promise.withResolvers<true>(), Promise.withResolvers<void>()];
    server[when] = async (number) => {
      if (number !== reload) return;
      reached.resolve(true);
      await answer.promise;
    };
    const published = publish();
    if (!(await Promise.race([published, reached.promise]))) return false;
    const first = worker;
    first.kill();
    await published;
    worker = await world.worker();
    const before = await states();
    await world.advance('15s');
    expect(await states()).toEqual(before);
    await world.advance('10s');
    await expectAllBut(BAD);
    answer.resolve();
    await first.get(TaskRunner).idle();
    await first.close();
    return true;
  }

  it('at any reload, before Prometheus read the folder or before it said so, changes nothing of the outcome', async () => {
    for (const when of ['before', 'answering'] as const) {
      for (let reload = 1; ; reload += when === 'before' ? 1 : 3) {
        await begin(BAD);
        const died = await diesAt(reload, when);
        await expectAllBut(BAD);
        expect(server.reloads).toBeLessThanOrEqual(bound() + 1); // the one at which it died is done again
        if (!died) break;
      }
    }
  }, 240_000);

  it('leaves a half-tried set in the folder, which the next one does not believe', async () => {
    await begin(BAD);
    const [reached, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    server.before = async (number) => {
      if (number !== 1) return;
      reached.resolve();
      await answer.promise;
    };
    const published = publish();
    await reached.promise;
    const first = worker;
    first.kill();
    await published;
    expect(readdirSync(folder)).toContain(fileOf(BAD));
    worker = await world.worker();
    await worker.get(DeleteSlo).execute(anna, 'slo-010', { kind: 'any' });
    await world.advance('25s');
    expect(await states()).toEqual({
      published: slugs.filter((slug) => slug !== BAD && slug !== 'slo-010'),
      failed: [BAD],
    });
    expect(readdirSync(folder)).not.toContain(fileOf('slo-010'));
    answer.resolve();
    await first.close();
  }, 60_000);
});

describe('an SLO that is deleted', () => {
  it('while its rules are being loaded, has them taken away', async () => {
    server.answering = (reload) =>
      reload === 1 ? worker.get(DeleteSlo).execute(anna, 'slo-011', { kind: 'any' }) : undefined;
    await publish();
    await publish();
    expect([...server.loaded.keys()]).not.toContain(fileOf('slo-011'));
    expect(readdirSync(folder)).not.toContain(fileOf('slo-011'));
    expect((await states())['published']).not.toContain('slo-011');
  });
});
