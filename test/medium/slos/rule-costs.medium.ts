import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { SlosModule, SlosWorkerModule } from '../../../apps/api/src/slos/slos.module.js';
import { RuleCostsRepository } from '../../../apps/api/src/slos/db/rule-costs.repository.js';
import { DeleteSlo } from '../../../apps/api/src/slos/use-cases/delete-slo.js';
import { GetSlo } from '../../../apps/api/src/slos/use-cases/get-slo.js';
import { PublishRules } from '../../../apps/api/src/slos/use-cases/publish-rules.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { FakeRules } from '../../harness/fake-rules.js';
import { testPrometheusVersion } from '../../harness/test-prometheus.js';
import { World, type WorldWorker } from '../../harness/world.js';
import { seedSubjects, sloDocument, writer } from './slos-context.js';

const folder = mkdtempSync(join(tmpdir(), 'leitstand-rules-'));
const server = new FakeRules();
let world: World;
let worker: WorldWorker;
/** Samples that the count of all events reads, by SLO; null = Prometheus gives up. */
let samples: Record<string, number | null>;

beforeAll(async () => {
  server.folder = folder;
  server.version = await testPrometheusVersion();
  world = await World.begin({
    modules: [PlatformModule, BackgroundWorkerModule, AuditModule, SlosModule, SlosWorkerModule],
    settings: {
      LEITSTAND_PROMETHEUS_URL: await server.listen(),
      LEITSTAND_RULES_DIR: folder,
      LEITSTAND_RULES_SAMPLES_PER_SLO: '1000',
      LEITSTAND_RULES_SAMPLES_PER_TERRITORY: '2000',
    },
  });
  await seedSubjects(world.owner);
  worker = await world.worker();
}, 120_000);
afterAll(async () => {
  await world.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  await world.owner.query('truncate slos, slo_rule_files, leases cascade');
  for (const file of readdirSync(folder)) rmSync(join(folder, file));
  Object.assign(server, { away: false, measured: 0, loaded: new Map() });
  samples = {};
  server.asked = () => undefined;
  server.times = () => 0;
  server.loses = () => false;
  server.before = () => undefined;
  // The rule of all events is the one that names no code of an answer, and nothing that was recorded.
  server.costs = (expression) => {
    const slo = /requests_total\{job="([^"]+)"\}/.exec(expression)?.[1];
    return slo === undefined || expression.includes('code=~') ? 0 : (samples[slo] ?? null);
  };
});

const SUBJECTS = { DE: 'shop', CH: 'shop-ch' } as const;
async function save(territory: keyof typeof SUBJECTS, slug: string, cost: number | null) {
  const target = slug in samples ? '99' : '99.9'; // again: another version
  samples[slug] = cost;
  const document = sloDocument(slug, { subject: SUBJECTS[territory], target });
  await worker.get(SaveSlo).execute(writer(territory), document, { kind: 'any' });
}
const publish = () => world.advance('5s');
const compare = () => world.advance('1m');

async function states(): Promise<Record<string, string>> {
  const { rows } = await world.owner.query<{ slug: string; says: string }>(
    `select slug, rules_state || coalesce(': ' || rules_message, '') as says from slos where deleted_at is null order by slug`,
  );
  return Object.fromEntries(rows.map(({ slug, says }) => [slug, says]));
}

const loaded = () =>
  [...server.loaded.keys()].flatMap((file) => /-slo-(.+)\.yaml/.exec(file)?.[1] ?? []);
const TOO_MUCH =
  'It needs 1,001 samples per evaluation; at most 1,000 are allowed for one objective. Most of it is for the count of all events.';

describe('label matchers that a territory is given later', () => {
  afterEach(() => world.owner.query(`update territories set matchers = ''`));

  it('leave what is loaded, whose page says what is missing; nothing new is loaded without them', async () => {
    await save('DE', 'old', 10);
    await save('CH', 'swiss', 10);
    await publish();
    const before = server.loaded.get('leitstand-slo-old.yaml');
    await world.owner.query(`update territories set matchers = 'region="de"' where code = 'DE'`);
    await compare();
    const lacks =
      'spec.indicator.ratio.total: At line 1, column 1 of this field: the selector requests_total{job="old"} lacks region="de", which every selector of DE must carry.';
    expect(await states()).toEqual({ old: `failed: ${lacks}`, swiss: 'published' });
    expect(server.loaded.get('leitstand-slo-old.yaml')).toBe(before);
    await expect(save('DE', 'new', 10)).rejects.toMatchObject({
      fields: [
        { path: 'spec.indicator.ratio.total', code: 'promql-matcher-missing' },
        { path: 'spec.indicator.ratio.bad', code: 'promql-matcher-missing' },
      ],
    });
    await world.owner.query(`update territories set matchers = ''`);
    await compare();
    expect(await states()).toEqual({ old: 'published', swiss: 'published' });
  });
});

describe('rules that wait for Prometheus', () => {
  it('say what they wait for, from their save to the end of the reload', async () => {
    const saved = 'pending: Saved; the worker publishes the rules next.';
    const seen: unknown[] = [];
    const look = async () => void seen.push((await states())['one']);
    await save('DE', 'one', 10);
    expect(await states()).toEqual({ one: saved });
    server.before = look;
    server.asked = (path) => (path === '/api/v1/query' ? look() : undefined);
    await publish();
    expect([...new Set([saved, ...seen])]).toEqual([
      saved,
      'pending: The rules are being checked before they are loaded.',
      'pending: The rules are checked; Prometheus is loading them.',
    ]);
    expect(await states()).toEqual({ one: 'published' });
  });

  it('say within seconds that it hangs, whatever it said before', async () => {
    const open: (() => void)[] = [];
    server.asked = (path) =>
      path.endsWith('/buildinfo') ? new Promise<void>((resolve) => open.push(resolve)) : undefined;
    await save('DE', 'one', 10);
    const since = performance.now();
    await publish();
    expect(performance.now() - since).toBeLessThan(8000);
    expect((await states())['one']).toMatch(/^pending: Prometheus does not answer/);
    server.asked = () => undefined;
    for (const answer of open) answer();
    await publish();
    expect(await states()).toEqual({ one: 'published' });
  });
});

describe('rules that cost too much', () => {
  it('of one SLO are not loaded and say why; those beside them are', async () => {
    await save('DE', 'heavy', 1001);
    await save('DE', 'endless', null);
    await save('DE', 'light', 1000);
    await publish();
    expect(await states()).toEqual({
      endless: expect.stringContaining(
        'failed: Prometheus gave up on evaluating it; at most 1,000 samples per evaluation are allowed',
      ),
      heavy: `failed: ${TOO_MUCH}`,
      light: 'published',
    });
    expect(loaded()).toEqual(['light']);
  });

  it('are loaded when they have become less, and are not measured at every comparison', async () => {
    await save('DE', 'heavy', 1001);
    await publish();
    samples['heavy'] = 10;
    const asked = server.measured;
    await compare();
    expect([server.measured, loaded()]).toEqual([asked, []]);
    await world.advance('10m');
    expect([await states(), loaded()]).toEqual([{ heavy: 'published' }, ['heavy']]);
  });

  it('of a territory: the newest waits for room, others go on, and it follows when there is some', async () => {
    await save('DE', 'first', 900);
    await save('DE', 'second', 900);
    await save('DE', 'third', 900);
    await save('DE', 'small', 200);
    await save('CH', 'swiss', 900);
    await publish();
    expect(loaded().toSorted()).toEqual(['first', 'second', 'small', 'swiss']);
    expect((await states())['third']).toBe(
      'pending: It waits for room: it needs 900 samples per evaluation, the other objectives of DE 1,800; at most 2,000 are allowed for a territory.',
    );
    await worker.get(DeleteSlo).execute(writer('DE'), 'first', { kind: 'any' });
    await compare();
    await compare();
    expect(loaded().toSorted()).toEqual(['second', 'small', 'swiss', 'third']);
    expect((await states())['third']).toBe('published');
  });

  it('of a new version keep the old one loaded', async () => {
    await save('DE', 'one', 10);
    await publish();
    const before = server.loaded.get('leitstand-slo-one.yaml');
    samples['one'] = 1001;
    const document = sloDocument('one', { target: '99' });
    await worker.get(SaveSlo).execute(writer('DE'), document, { kind: 'any' });
    await publish();
    expect(await states()).toEqual({ one: `failed: ${TOO_MUCH}` });
    expect(server.loaded.get('leitstand-slo-one.yaml')).toBe(before);
  });

  it('of a new version that is refused leave the cost of the loaded one standing', async () => {
    await save('DE', 'one', 1000);
    await publish();
    await save('DE', 'one', 1001);
    await publish();
    expect(await states()).toEqual({ one: `failed: ${TOO_MUCH}` });
    const { json } = await worker.get(GetSlo).execute(writer('DE'), 'one');
    expect(JSON.parse(json)).toMatchObject({ cost: { samples: 1000, complete: true } });
    await save('DE', 'second', 900);
    await save('DE', 'third', 200);
    await publish();
    await compare();
    expect(await states()).toMatchObject({
      second: 'published',
      third:
        'pending: It waits for room: it needs 200 samples per evaluation, the other objectives of DE 1,900; at most 2,000 are allowed for a territory.',
    });
  });

  it('of what waits for room press nobody: it is looked at with each comparison', async () => {
    await save('DE', 'first', 1000);
    await save('DE', 'second', 1000);
    await save('DE', 'third', 1000);
    await publish();
    await publish();
    expect((await states())['third']).toMatch(/^pending: It waits for room/);
    expect(await worker.get(PublishRules).isDue()).toBe(false);
  });

  it('in time of the processor: one that needs too much is refused, many wait for room', async () => {
    const total = (expression: string) => !expression.includes('code=~');
    const needs: Record<string, number> = { dear: 1.6 };
    server.times = (expression) => {
      const slo = /requests_total\{job="([^"]+)"\}/.exec(expression)?.[1];
      return slo !== undefined && total(expression) ? (needs[slo] ?? 1.4) : 0;
    };
    await save('DE', 'dear', 1);
    for (let i = 10; i < 21; i += 1) await save('DE', `slow-${i}`, 1);
    await save('CH', 'swiss', 1);
    await publish();
    const said = await states();
    expect(said['dear']).toBe(
      'failed: It keeps Prometheus busy for 1.6 s per evaluation; at most 1.5 s are allowed for one objective. Most of it is for the count of all events.',
    );
    expect(said['slow-20']).toBe(
      'pending: It waits for room: it needs 1.4 s of a processor per evaluation, the other objectives of DE 14 s; at most 15 s are allowed for a territory.',
    );
    expect([loaded().length, said['swiss']]).toEqual([11, 'published']);
  });

  it('in time count by the lesser of two evaluations, so that a busy machine condemns nobody', async () => {
    const seen = new Set<string>();
    server.times = (expression) => {
      if (seen.has(expression)) return 0.001;
      seen.add(expression);
      return 2;
    };
    await save('DE', 'one', 1);
    await publish();
    expect(await states()).toEqual({ one: 'published' });
  });

  it('are measured again a day later, those first that were not looked at for the longest', async () => {
    const slugs = Array.from({ length: 22 }, (_, i) => `slo-${String(i).padStart(2, '0')}`);
    for (const slug of slugs) await save('DE', slug, 10);
    await publish();
    await publish();
    await world.owner.query(`update slo_rule_costs c set measured_at = measured_at -
      interval '2 days' - interval '1 hour' * right(s.slug, 2)::int from slos s where s.id = c.slo_id`);
    await compare();
    const { rows } = await world.owner.query<{ slug: string }>(
      `select slug from slo_rule_costs c join slos s on s.id = c.slo_id
        where measured_at < (select max(measured_at) - interval '1 day' from slo_rule_costs) order by slug`,
    );
    expect(rows.map(({ slug }) => slug)).toEqual(['slo-00', 'slo-01']);
  }, 60_000);

  it('are loaded before those that lie there already are measured again', async () => {
    for (const slug of ['one', 'two', 'three']) await save('DE', slug, 10);
    await publish();
    await world.owner.query(
      `update slo_rule_costs set measured_at = measured_at - interval '2 days'`,
    );
    await save('DE', 'new', 10);
    const again: string[] = [];
    const asked = () => again.length;
    let askedBefore = -1;
    server.costs = (expression) => {
      const slo = /requests_total\{job="([^"]+)"\}/.exec(expression)?.[1];
      if (slo !== undefined && slo !== 'new') again.push(slo);
      return 10;
    };
    server.before = () => {
      askedBefore = asked();
    };
    await publish();
    expect((await states())['new']).toBe('published');
    expect(askedBefore).toBe(0);
    expect(asked()).toBeGreaterThan(0);
  });

  it('are measured though others before them get no answer again and again', async () => {
    server.loses = (expression) => expression.includes('lost-');
    for (const slug of ['lost-1', 'lost-2', 'lost-3', 'lost-4']) await save('DE', slug, 10);
    await save('DE', 'some', 10);
    await publish();
    await publish();
    await publish();
    expect(loaded()).toEqual(['some']);
    expect((await states())['lost-1']).toMatch(/^pending: .* being measured/);
  });

  it('are read once by each pass, whatever is loaded and measured in it', async () => {
    const all = jest.spyOn(RuleCostsRepository.prototype, 'all');
    try {
      await save('DE', 'one', 1);
      await publish();
      expect([loaded(), all.mock.calls.length]).toEqual([['one'], 1]);
    } finally {
      all.mockRestore();
    }
  });

  it('that have grown stay loaded, and their page says so within a day', async () => {
    await save('DE', 'one', 10);
    await publish();
    samples['one'] = 1001;
    await compare();
    expect(await states()).toEqual({ one: 'published' });
    await world.owner.query(
      `update slo_rule_costs set measured_at = measured_at - interval '1 day'`,
    );
    await compare();
    expect(await states()).toEqual({ one: `published: ${TOO_MUCH} It stays loaded as it is.` });
    expect(loaded()).toEqual(['one']);
  });

  it('wait while Prometheus answers no such question, without keeping others', async () => {
    await save('DE', 'first', 10);
    await publish();
    await save('DE', 'second', 10);
    server.asked = (path) => {
      server.away = path === '/api/v1/query';
    };
    await publish();
    server.asked = () => undefined;
    server.away = false;
    expect((await states())['second']).toMatch(/^pending: /);
    await publish();
    expect(await states()).toEqual({ first: 'published', second: 'published' });
  });
});
