import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetBudget } from '../../apps/api/src/slos/use-cases/get-budget.js';
import { SaveSlo } from '../../apps/api/src/slos/use-cases/save-slo.js';
import { DeleteSlo } from '../../apps/api/src/slos/use-cases/delete-slo.js';
import { PublishRules } from '../../apps/api/src/slos/use-cases/publish-rules.js';
import { TickLedger } from '../../apps/api/src/slos/use-cases/tick-ledger.js';
import { MetricsTarget } from '../harness/metrics-target.js';
import { startTestPrometheus, type TestPrometheus } from '../harness/test-prometheus.js';
import { until } from '../harness/until.js';
import {
  sloDocument,
  startSlosContext,
  writer,
  type SlosContext,
} from '../medium/slos/slos-context.js';

const OK = 'requests_total{code="200"}';
const FAILED = 'requests_total{code="500"}';
const anna = writer('DE');

let target: MetricsTarget;
let prometheus: TestPrometheus;
let context: SlosContext;

beforeAll(async () => {
  target = new MetricsTarget();
  target.add(OK, 1000);
  prometheus = await startTestPrometheus({ targets: { live: await target.listen() } });
  context = await startSlosContext({
    settings: {
      LEITSTAND_PROMETHEUS_URL: prometheus.url,
      LEITSTAND_RULES_DIR: prometheus.rulesDir,
    },
  });
  await context.module.get(SaveSlo).execute(anna, sloDocument('live'), { kind: 'new' });
}, 60_000);
afterAll(async () => {
  await context?.close();
  await prometheus?.close();
  await target?.close();
});

async function rulesOf(
  slug: string,
): Promise<{ state: string; message: string | null; published: number; version: number }> {
  const { rows } = await context.owner.query<{
    state: string;
    message: string | null;
    published: number;
    version: number;
  }>(
    'select rules_state as state, rules_message as message, published_version as published, version from slos where slug = $1 order by created_at desc limit 1',
    [slug],
  );
  return rows[0] ?? { state: 'none', message: null, published: 0, version: 0 };
}

const publish = () => context.module.get(PublishRules).execute();
const tick = () => context.module.get(TickLedger).execute();

async function ledger(): Promise<{
  total: number;
  bad: number;
  minutes: number;
  span: number;
  last: Date;
}> {
  const { rows } = await context.owner.query<{
    total: number;
    bad: number;
    minutes: number;
    span: number;
    last: Date;
  }>(
    `select coalesce(sum(good + bad), 0)::float8 as total, coalesce(sum(bad), 0)::float8 as bad, count(*)::int as minutes,
            coalesce(extract(epoch from max(minute) - min(minute)) / 60 + 1, 0)::int as span, max(minute) as last from slo_ledger_minutes`,
  );
  return rows[0] ?? { total: 0, bad: 0, minutes: 0, span: 0, last: new Date(0) };
}

describe('from a document to a budget, on a real Prometheus', () => {
  it('waits while Prometheus is away, and publishes when it is back', async () => {
    await prometheus.kill();
    await publish();
    expect(await rulesOf('live')).toMatchObject({
      state: 'pending',
      message: expect.stringContaining('Prometheus does not answer') as unknown,
      published: 0,
    });
    await prometheus.start();
    await publish();
    expect(await rulesOf('live')).toMatchObject({ state: 'pending', published: 1 });
    expect(readdirSync(prometheus.rulesDir).toSorted()).toEqual([
      'leitstand-fleet.yaml',
      'leitstand-slo-live.yaml',
    ]);
  }, 40_000);

  it('leaves out the one whose rules Prometheus refuses, and says why; the others are published', async () => {
    for (const slug of ['broken', 'beside'])
      await context.module.get(SaveSlo).execute(anna, sloDocument(slug), { kind: 'new' });
    // In the database alone: on the way there, reader and server refuse it.
    await context.owner.query(
      `update slos set document = jsonb_set(document, '{spec,indicator,ratio,total}', '"up{job=~\\"(?<x>live)\\"}"') where slug = 'broken'`,
    );
    await publish();
    expect(await rulesOf('broken')).toMatchObject({ state: 'failed', published: 0 });
    expect(await rulesOf('beside')).toMatchObject({ published: 1 });
    expect(readdirSync(prometheus.rulesDir)).not.toContain('leitstand-slo-broken.yaml');
    expect(await context.module.get(PublishRules).isDue()).toBe(true);
    for (const slug of ['broken', 'beside'])
      await context.module.get(DeleteSlo).execute(anna, slug, { kind: 'any' });
    await publish();
    expect(readdirSync(prometheus.rulesDir).toSorted()).toEqual([
      'leitstand-fleet.yaml',
      'leitstand-slo-live.yaml',
    ]);
    expect(readFileSync(join(prometheus.rulesDir, 'leitstand-slo-live.yaml'), 'utf8')).toContain(
      'leitstand:slo_total:inc30s',
    );
  }, 40_000);

  it('blames nobody when Prometheus refuses a file that is not ours', async () => {
    const theirs = join(prometheus.rulesDir, 'theirs.yaml');
    writeFileSync(theirs, 'groups: [{ name: theirs, rules: [{ record: x, expr: "sum(" }] }]');
    await context.module.get(SaveSlo).execute(anna, sloDocument('late'), { kind: 'new' });
    await publish();
    expect(await rulesOf('late')).toMatchObject({
      state: 'pending',
      message: expect.stringContaining("not Leitstand's") as unknown,
      published: 0,
    });
    rmSync(theirs);
    await publish();
    expect(await rulesOf('late')).toMatchObject({ published: 1 });
    await context.module.get(DeleteSlo).execute(anna, 'late', { kind: 'any' });
    await publish();
  }, 40_000);

  it('is confirmed once Prometheus has evaluated the rules', async () => {
    const state = await until(
      'published',
      async () => {
        await publish();
        const rules = await rulesOf('live');
        return rules.state === 'published' && rules;
      },
      60_000,
    );
    expect(state).toMatchObject({ message: null, published: 1 });
    expect(await context.module.get(PublishRules).isDue()).toBe(false);
  }, 70_000);

  it('counts what the target counted, over a restart of Prometheus, and loses no minute', async () => {
    await until('a tick behind the first scrape', tickBehindFirstScrape(), 60_000);
    // Events stop before the restart: what a program counts while nobody scrapes it and no rule is evaluated is not observable.
    const before = target.total(/requests_total/);
    for (let i = 0; i < 40; i += 1) {
      target.add(OK, 25);
      if (i % 8 === 0) target.add(FAILED, 2);
      await until('the next beat', beat(100), 1000);
    }
    const [events, failed] = [target.total(/requests_total/) - before, target.total(/500/)];
    await until('all events are recorded', async () => (await recorded()) >= events, 100_000);
    await prometheus.kill();
    await expect(tick()).rejects.toMatchObject({ code: 'dependency-unavailable' });
    await prometheus.start();
    const done = await until(
      'all events are in the ledger',
      async () => {
        await tick();
        const now = await ledger();
        return now.total >= events && now;
      },
      120_000,
    );
    expect(Math.abs(done.total - events) / events).toBeLessThan(0.002);
    expect(done.bad).toBe(failed);
    expect(done.minutes).toBe(done.span);
    const reading = await context.module.get(GetBudget).execute(anna, 'live', null);
    expect(reading).toMatchObject({
      total: done.total,
      bad: failed,
      asOf: new Date(done.last.getTime() + 60_000).toISOString(),
    });
    expect(reading.budget.spentShare).toBeCloseTo(failed / events / 0.001, 6);
    expect(reading.budget.state).toBe('exhausted');
  }, 300_000);
});

/** Holds true `ms` from now. */
function beat(ms: number): () => boolean {
  const at = performance.now() + ms;
  return () => performance.now() >= at;
}

/**
 * Holds once the rules were evaluated after the target's first scrape: a series seen for the first time inside a tick has no
 * value before it, so that what it counted until then is by design nobody's. A fresh Prometheus starts to scrape only seconds
 * after it answers.
 */
function tickBehindFirstScrape(): () => Promise<boolean> {
  let scrapedAt: number | null = null;
  return async () => {
    if ((await queried('up{job="live"}')) === 1) scrapedAt ??= Date.now();
    const { data } = (await (await fetch(`${prometheus.url}/api/v1/rules`)).json()) as {
      data: { groups: { file: string; lastEvaluation: string }[] };
    };
    const group = data.groups.find(({ file }) => file.endsWith('leitstand-slo-live.yaml'));
    return (
      scrapedAt !== null &&
      group !== undefined &&
      Date.parse(group.lastEvaluation) > scrapedAt + 1000
    );
  };
}

const recorded = () => queried('sum(sum_over_time(leitstand:slo_total:inc30s{slo="live"}[10m]))');

/** The first value of an instant query, 0 where it has none. */
async function queried(query: string): Promise<number> {
  const answer = (await (
    await fetch(`${prometheus.url}/api/v1/query?query=${encodeURIComponent(query)}`)
  ).json()) as { data: { result: { value: [number, string] }[] } };
  return Number(answer.data.result[0]?.value[1] ?? 0);
}
