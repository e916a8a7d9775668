import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditModule } from '../../../apps/api/src/audit/audit.module.js';
import { BackgroundWorkerModule } from '../../../apps/api/src/platform/background/background.module.js';
import { TaskRunner } from '../../../apps/api/src/platform/background/task-runner.js';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import { PlatformModule } from '../../../apps/api/src/platform/platform.module.js';
import { RuleTexts } from '../../../apps/api/src/slos/documents/rule-texts.js';
import { SlosModule, SlosWorkerModule } from '../../../apps/api/src/slos/slos.module.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { FakeRules } from '../../harness/fake-rules.js';
import { POISON, poisonedRuleTexts } from '../../harness/poisoned-rules.js';
import { testPrometheusVersion } from '../../harness/test-prometheus.js';
import { World, type WorldWorker } from '../../harness/world.js';
import { seedSubjects, sloDocument, writer } from './slos-context.js';

const MANY = 60;
const POISONS = ['1 > 2', 'topk(up)', 'up{a=~"(?<n>x)"}', 'abs(up,up)'];
const folder = mkdtempSync(join(tmpdir(), 'leitstand-rules-'));
const server = new FakeRules();
let world: World;
let worker: WorldWorker;
let version: string;

beforeAll(async () => {
  server.folder = folder;
  version = await testPrometheusVersion();
  world = await World.begin({
    modules: [PlatformModule, BackgroundWorkerModule, AuditModule, SlosModule, SlosWorkerModule],
    settings: { LEITSTAND_PROMETHEUS_URL: await server.listen(), LEITSTAND_RULES_DIR: folder },
    instead: (builder) =>
      builder
        .overrideProvider(RuleTexts)
        .useFactory({ inject: [Settings], factory: poisonedRuleTexts }),
  });
  await seedSubjects(world.owner);
  server.away = true;
  worker = await world.worker();
  for (let i = 0; i < MANY; i += 1) {
    const labels = { [POISON]: POISONS[i % POISONS.length] };
    await save('DE', sloDocument(`bad-${String(i).padStart(3, '0')}`, {}, { labels }));
  }
  await save('CH', sloDocument('good', { subject: 'shop-ch' }));
  await world.settled();
}, 120_000);
afterAll(async () => {
  await world.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const save = (territory: string, document: ReturnType<typeof sloDocument>) =>
  worker.get(SaveSlo).execute(writer(territory), document, { kind: 'any' });

/** As if no rule had ever been published. */
async function reset(): Promise<void> {
  await world.owner.query('truncate slo_rule_files, leases');
  await world.owner
    .query(`update slos set published_version = 0, refused_version = null, refused_by = null,
    rules_state = 'pending', rules_message = null, version = version + 1`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}

beforeEach(async () => {
  await reset();
  Object.assign(server, { reloads: 0, parsed: 0, sound: true, away: false, loaded: new Map() });
  Object.assign(server, { version, misreads: 'no expression holds this' });
  server.asked = expectNoPoison;
  server.before = () => undefined;
});

/** Whenever the server is asked anything, it could be starting: the folder must be one with which it does. */
function expectNoPoison(): void {
  const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder)
    : [];
  expect(names.filter((name) => name.startsWith('leitstand-slo-bad'))).toEqual([]);
}

const publish = () => world.advance('5s');
const compare = () => world.advance('1m');

interface Row {
  readonly slug: string;
  readonly state: string;
  readonly message: string | null;
}
async function rows(pattern: string): Promise<Row[]> {
  const found = await world.owner.query<Row>(
    `select slug, rules_state as state, rules_message as message from slos where slug like $1 order by slug`,
    [pattern],
  );
  return found.rows;
}

const OURS = ['leitstand-fleet.yaml', 'leitstand-slo-good.yaml'];

async function expectGoodLoaded(): Promise<void> {
  expect([...server.loaded.keys()].toSorted()).toEqual(OURS);
  expect(readdirSync(folder).toSorted()).toEqual(OURS);
  expect(await rows('good')).toEqual([{ slug: 'good', state: 'published', message: null }]);
}

async function expectBadRefused(): Promise<void> {
  const bad = await rows('bad-%');
  expect(bad.filter(({ state }) => state !== 'failed')).toEqual([]);
  for (const [i, { message }] of bad.entries()) {
    expect(message).toMatch(/^Prometheus refuses the rules: group "/);
    expect(message).toMatch(/could not parse expression: .*parse error/);
    expect(message).not.toMatch(/\/|\.yaml/);
    if (i % POISONS.length === 0) expect(message).toContain('must use BOOL modifier');
  }
}

describe('rules that Prometheus would refuse', () => {
  it('of one territory: the one of another is loaded at the first reload, each says why', async () => {
    await publish();
    await expectGoodLoaded();
    await expectBadRefused();
    expect([server.reloads, server.parsed]).toEqual([1, 0]);
    await compare();
    expect(server.reloads).toBe(1);
  }, 60_000);

  it('never enter the folder, whichever question to the server the worker dies at', async () => {
    for (let question = 1; ; question += 1) {
      if (question > 1) await reset();
      if (!(await diesAt(question))) break;
      await world.advance('25s');
      await expectGoodLoaded();
      await expectBadRefused();
    }
  }, 240_000);
});

/** The worker hangs at a question, and another one goes on. @returns whether there was such a question */
async function diesAt(question: number): Promise<boolean> {
  const [reached, answer] = [Promise.withResolvers<true>(), Promise.withResolvers<void>()];
  let asked = 0;
  server.asked = async (path) => {
    if (path === '/-/ready') return;
    expectNoPoison();
    asked += 1;
    if (asked !== question) return;
    reached.resolve(true);
    await answer.promise;
  };
  const published = publish();
  const died = await Promise.race([published, reached.promise]);
  if (!died) return false;
  const first = worker;
  first.kill();
  await published;
  server.asked = expectNoPoison;
  worker = await world.worker();
  await world.advance('25s');
  answer.resolve();
  await first.get(TaskRunner).idle();
  await first.close();
  return true;
}

describe('without a promtool of its version', () => {
  it('the server is asked about every expression once, and we look at the rest', async () => {
    Object.assign(server, { version: '2.55.1', misreads: '1 > 2' });
    await world.owner.query(`update slos set document = document #- '{metadata,labels,poison}'
      where document #>> '{metadata,labels,poison}' <> '1 > 2'`);
    server.asked = () => undefined;
    await publish();
    const bad = await rows('bad-%');
    expect(bad.filter(({ state }) => state === 'failed')).toHaveLength(MANY / POISONS.length);
    expect(bad[0]?.message).toMatch(
      /^Prometheus refuses the rules: group ".*", rule \d+, ".*": could not parse expression: 1:1: parse error: unexpected 1 > 2$/,
    );
    expect(await rows('good')).toMatchObject([{ state: 'published' }]);
    expect(server.reloads).toBe(1);
    const { parsed } = server;
    await world.owner.query('truncate slo_rule_files');
    await compare();
    expect(server.parsed).toBe(parsed);
    await world.owner.query(
      `update slos set document = jsonb_set(document, '{metadata,labels}', '{"poison": "topk(up)"}') where slug like 'bad-%'`,
    );
  }, 60_000);

  it('nor one that parses for us, nothing is written, and the SLOs say what they wait for', async () => {
    Object.assign(server, { version: '2.39.1', misreads: null });
    await publish();
    expect([readdirSync(folder), server.reloads]).toEqual([[], 0]);
    expect(await rows('good')).toMatchObject([
      { state: 'pending', message: expect.stringContaining('older than 2.40') as unknown },
    ]);
  });
});

describe('the last good set', () => {
  const good = join(folder, 'leitstand-slo-good.yaml');

  it('comes back over edits by hand, also while Prometheus does not start because of them', async () => {
    await publish();
    const text = readFileSync(good, 'utf8');
    server.away = true;
    writeFileSync(good, 'groups: [');
    rmSync(join(folder, 'leitstand-fleet.yaml'));
    writeFileSync(join(folder, '.leitstand-slo-good.yaml.4711.new'), 'half');
    await compare();
    expect(readFileSync(good, 'utf8')).toBe(text);
    expect(readdirSync(folder).toSorted()).toEqual(OURS);
  });

  it('comes back into a folder that was lost, and over one that is newer than a restored database', async () => {
    await publish();
    rmSync(folder, { recursive: true });
    await compare();
    await expectGoodLoaded();
    await world.owner.query('truncate slo_rule_files');
    writeFileSync(join(folder, 'leitstand-slo-of-later.yaml'), 'groups: []');
    await compare();
    await expectGoodLoaded();
  });

  it('waits for a folder that is none, and says so', async () => {
    await publish();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file');
    await world.owner.query(`update slos set version = version + 1, document =
      jsonb_set(document, '{spec,target}', '"99.5"') where slug = 'good'`);
    await publish();
    expect(await rows('good')).toMatchObject([
      { message: 'The folder of the rule files cannot be read (EEXIST).' },
    ]);
    rmSync(folder);
    await publish();
    await expectGoodLoaded();
  });

  it('does not come back where another version of Prometheus refuses it, and says so', async () => {
    await publish();
    Object.assign(server, { version: '9.9.9', misreads: 'job="good"' });
    server.asked = () => undefined; // that one takes all the others
    rmSync(good); // as the launcher does, before that version starts
    await compare();
    await compare();
    expect(readdirSync(folder)).not.toContain('leitstand-slo-good.yaml');
    expect(await rows('good')).toMatchObject([
      { state: 'failed', message: expect.stringContaining('unexpected job="good"') as unknown },
    ]);
  });
});

describe('what one version of Prometheus refused', () => {
  it('is tried again when another one has taken its place', async () => {
    Object.assign(server, { version: '2.54.1', misreads: 'job="good"' });
    server.asked = () => undefined; // that one takes all the others
    await publish();
    expect(await rows('good')).toMatchObject([{ state: 'failed' }]);
    const { parsed } = server;
    await compare();
    expect([server.parsed, (await rows('good'))[0]?.state]).toEqual([parsed, 'failed']);
    Object.assign(server, { version });
    await compare();
    expect(await rows('good')).toEqual([{ slug: 'good', state: 'published', message: null }]);
  });
});

describe('a stored document that our reader takes no more', () => {
  it('is refused with the reason, and stops nobody else', async () => {
    await world.owner.query(
      `update slos set document = jsonb_set(document, '{spec,indicator,ratio,total}', '"sum("') where slug = 'bad-000'`,
    );
    await publish();
    await expectGoodLoaded();
    expect(await rows('bad-000')).toEqual([
      {
        slug: 'bad-000',
        state: 'failed',
        message: expect.stringContaining('Not valid PromQL') as unknown,
      },
    ]);
  });
});
