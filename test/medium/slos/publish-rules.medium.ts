import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestingModule } from '@nestjs/testing';
import { LeaseLost } from '../../../apps/api/src/platform/background/leases.js';
import { DeleteSlo } from '../../../apps/api/src/slos/use-cases/delete-slo.js';
import { PublishRules } from '../../../apps/api/src/slos/use-cases/publish-rules.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { FakeRules } from '../../harness/fake-rules.js';
import { sloDocument, startSlosContext, writer, type SlosContext } from './slos-context.js';

const SLOS = Array.from({ length: 200 }, (_, i) => `slo-${String(i).padStart(3, '0')}`);
/** Reloads that one refused file of them may cost. */
const BOUND = 2 * Math.log2(SLOS.length);
const REFUSED = 'errors_refused_total';
const anna = writer('DE');
const folder = mkdtempSync(join(tmpdir(), 'leitstand-rules-'));

const server = new FakeRules();
let context: SlosContext;
/** Transactions of the application that were open while Prometheus was asked to reload. */
let open: number;

beforeAll(async () => {
  server.folder = folder;
  context = await startSlosContext({
    settings: { LEITSTAND_PROMETHEUS_URL: await server.listen(), LEITSTAND_RULES_DIR: folder },
  });
  for (const slug of SLOS)
    await context.module.get(SaveSlo).execute(anna, sloDocument(slug), { kind: 'new' });
}, 120_000);
afterAll(async () => {
  await context.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  await begin(null);
});

/** As if no rule had ever been published, with one SLO whose rules Prometheus will refuse. */
async function begin(bad: string | null): Promise<void> {
  await context.owner.query('truncate slo_rule_files, leases, clock_shift');
  await context.owner.query(
    `update slos set published_version = 0, refused_version = null, rules_state = 'pending', rules_message = null, deleted_at = null,
       version = version + 1, document = jsonb_set(document, '{spec,indicator,ratio,bad}', to_jsonb(case when slug = $1 then $2 else 'errors_total' end))`,
    [bad, REFUSED],
  );
  for (const file of readdirSync(folder)) rmSync(join(folder, file));
  Object.assign(server, { reloads: 0, sound: true, refuses: REFUSED, loaded: new Map() });
  open = 0;
  server.before = countOpen;
  server.answering = () => undefined;
}

async function countOpen(): Promise<void> {
  const { rows } = await context.owner.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and usename = 'leitstand_app' and xact_start is not null`,
  );
  open += rows[0]?.n ?? 0;
}

const publish = (module: TestingModule = context.module) => module.get(PublishRules).execute();

async function states(): Promise<Record<string, string[]>> {
  const { rows } = await context.owner.query<{ slug: string; state: string }>(
    `select slug, case when published_version < version and rules_state <> 'failed' then 'waiting' else rules_state end as state
       from slos where deleted_at is null order by slug`,
  );
  const states: Record<string, string[]> = {};
  for (const { slug, state } of rows) (states[state] ??= []).push(slug);
  return states;
}

async function messageOf(slug: string): Promise<string | null> {
  const { rows } = await context.owner.query<{ message: string | null }>(
    'select rules_message as message from slos where slug = $1',
    [slug],
  );
  return rows[0]?.message ?? null;
}

const fileOf = (slug: string) => `leitstand-slo-${slug}.yaml`;

async function expectAllBut(bad: string): Promise<void> {
  const others = SLOS.filter((slug) => slug !== bad);
  expect(await states()).toEqual({ published: others, failed: [bad] });
  expect(await messageOf(bad)).toMatch(
    new RegExp(`^Prometheus refused to reload: .*${fileOf(bad)}: unexpected`),
  );
  const files = ['leitstand-fleet.yaml', ...others.map(fileOf)];
  expect(readdirSync(folder).toSorted()).toEqual(files);
  expect([[...server.loaded.keys()].toSorted(), server.sound]).toEqual([files, true]);
}

/** A promise that the test keeps open. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('publishing 200 SLOs', () => {
  it('loads all files at once when Prometheus takes them, and does nothing more after that', async () => {
    await publish();
    expect([await states(), server.reloads, open]).toEqual([{ published: SLOS }, 1, 0]);
    await publish();
    expect(server.reloads).toBe(1);
  });

  it.each(['slo-000', 'slo-077', 'slo-199'])(
    'publishes 199 and refuses one (%s) with its reason, in fewer than 2 × log2 reloads, no transaction open',
    async (bad) => {
      await begin(bad);
      await publish();
      await expectAllBut(bad);
      expect(server.reloads).toBeLessThanOrEqual(BOUND);
      expect(open).toBe(0);
      const { reloads } = server;
      await publish();
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
    await context.owner.query(
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
    await publish();
    expect([server.reloads, [...server.loaded.keys()].toSorted()]).toEqual([
      2,
      ['leitstand-fleet.yaml', ...SLOS.map(fileOf)],
    ]);
    expect(readFileSync(join(folder, fileOf('slo-002')), 'utf8')).toContain('slo-002');
  });
});

describe('a worker that dies while it publishes', () => {
  const BAD = 'slo-042';
  let second: TestingModule;
  beforeAll(async () => {
    second = await context.beside({});
  });
  afterAll(() => second.close());

  /** The first worker hangs at a reload, its lease expires, the second one goes on; the first one's answer comes at the very end. */
  async function diesAt(reload: number, when: 'before' | 'answering'): Promise<unknown> {
    const [reached, end] = [gate(), gate()];
    server[when] = async (number) => {
      if (number !== reload) return;
      reached.open();
      await end.opened;
    };
    const first = publish().catch((error: unknown) => error);
    if ((await Promise.race([first, reached.opened])) !== undefined) return 'ended before';
    expect(await publish(second)).toBe(false);
    await context.owner.query(`insert into clock_shift (shift) values ('21 seconds')`);
    expect(await publish(second)).toBe(true);
    const after = await states();
    end.open();
    const outcome = await first;
    expect(await states()).toEqual(after);
    return outcome;
  }

  it('at any reload, before Prometheus read the folder or before it said so, changes nothing of the outcome', async () => {
    for (const when of ['before', 'answering'] as const) {
      for (let reload = 1; ; reload += 1) {
        await begin(BAD);
        const outcome = await diesAt(reload, when);
        await expectAllBut(BAD);
        expect([reload, server.reloads <= BOUND]).toEqual([reload, true]);
        if (outcome === 'ended before') break;
        expect(outcome).toBeInstanceOf(LeaseLost);
      }
    }
  }, 240_000);

  it('leaves a half-tried set in the folder, which the next one does not believe', async () => {
    await begin(BAD);
    const reached = gate();
    server.before = (number) => {
      if (number !== 1) return undefined;
      reached.open();
      return new Promise(() => undefined);
    };
    void publish().catch(() => undefined);
    await reached.opened;
    expect(readdirSync(folder)).toContain(fileOf(BAD));
    await context.module.get(DeleteSlo).execute(anna, 'slo-100', { kind: 'any' });
    await context.owner.query(`insert into clock_shift (shift) values ('21 seconds')`);
    await publish(second);
    expect(await states()).toEqual({
      published: SLOS.filter((slug) => slug !== BAD && slug !== 'slo-100'),
      failed: [BAD],
    });
    expect(readdirSync(folder)).not.toContain(fileOf('slo-100'));
  }, 60_000);
});
