import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { GetBudget } from '../../apps/api/src/slos/use-cases/get-budget.js';
import { GetBurnDown } from '../../apps/api/src/slos/use-cases/get-burn-down.js';
import { ReconcileLedger } from '../../apps/api/src/slos/use-cases/reconcile-ledger.js';
import { ListSlos } from '../../apps/api/src/slos/use-cases/list-slos.js';
import { readSloDocument } from '../../apps/api/src/slos/documents/slo-document.js';
import { SaveSlo } from '../../apps/api/src/slos/use-cases/save-slo.js';
import { TickLedger } from '../../apps/api/src/slos/use-cases/tick-ledger.js';
import type { Reading } from '../../apps/api/src/slos/domain/reading.js';
import { drawHistory, type History } from '../../samples/history/src/counts.js';
import { writeOpenMetrics } from '../../samples/history/src/open-metrics.js';
import { seriesOf } from '../../samples/history/src/series.js';
import { spanOf } from '../../samples/history/src/ticks.js';
import { startTestPrometheus, type TestPrometheus } from '../harness/test-prometheus.js';
import { startSlosContext, writer, type SlosContext } from '../medium/slos/slos-context.js';

const DAYS = 30;
const until = Math.floor(Date.now() / 1000) - 120;
const everywhere = writer('DE', 'CH');

let prometheus: TestPrometheus;
let context: SlosContext;
let history: History;

function openMetrics(): string {
  const chunks: string[] = [];
  writeOpenMetrics(seriesOf(history), (chunk) => void chunks.push(chunk));
  return chunks.join('');
}

beforeAll(async () => {
  history = drawHistory(spanOf(until, DAYS), 1);
  prometheus = await startTestPrometheus({ history: openMetrics() });
  context = await startSlosContext({
    settings: {
      LEITSTAND_PROMETHEUS_URL: prometheus.url,
      LEITSTAND_RULES_DIR: prometheus.rulesDir,
    },
  });
  await context.owner
    .query(`insert into teams (id, slug, name, description, territory, members, labels, version, created_at, updated_at)
    select gen_random_uuid(), slug, slug, '', territory, '{}', '{}', 1, now(), now() from (values ('team-checkout', 'DE'), ('team-switzerland', 'CH')) as t(slug, territory)`);
  await context.owner
    .query(`insert into subjects (id, slug, name, kind, description, territory, labels, version, created_at, updated_at)
    select gen_random_uuid(), slug, slug, 'service', '', 'DE', '{}', 1, now(), now() from (values ('module-04'), ('credit-check')) as s(slug)`);
  for (const document of parseAllDocuments(readFileSync('samples/catalog/slos.yaml', 'utf8'))) {
    await context.module
      .get(SaveSlo)
      .execute(everywhere, readSloDocument(document.toJS(), null), { kind: 'new' });
  }
}, 120_000);
afterAll(async () => {
  await context?.close();
  await prometheus?.close();
});

interface Listed {
  items: { slug: string; reading: Reading; spark: (number | null)[] }[];
}
const list = async () =>
  JSON.parse(
    await context.module.get(ListSlos).execute(everywhere, { sort: 'name', limit: 100 }),
  ) as Listed;

describe('thirty days of back-filled history', () => {
  it('arrive in the ledger whole', async () => {
    const began = performance.now();
    const { minutes } = await context.module.get(TickLedger).execute();
    const seconds = (performance.now() - began) / 1000;
    process.stdout.write(`history: ${minutes} minutes in ${seconds.toFixed(1)} s\n`);
    expect(minutes).toBeGreaterThan(5 * DAYS * 1439);
  }, 180_000);

  it('are the counts that were drawn, to the last event', async () => {
    const { rows } = await context.owner.query<{
      slug: string;
      total: number;
      bad: number;
      covered: number;
      days: number;
    }>(
      `select slug, sum(l.good + l.bad)::float8 as total, sum(l.bad)::float8 as bad, sum(covered_seconds)::int as covered,
              (select sum(d.good + d.bad)::float8 from slo_ledger_days d where d.slo_id = s.id) as days
         from slos s join slo_ledger_minutes l on l.slo_id = s.id group by s.id, slug`,
    );
    for (const [slug, { total, bad }] of Object.entries(history.counts)) {
      const sum = (ticks: Int32Array) => ticks.reduce((all, one) => all + Math.max(one, 0), 0);
      const measured = total.reduce((all, one) => all + (one >= 0 ? 30 : 0), 0);
      const row = rows.find((one) => one.slug === slug);
      expect(row).toEqual({
        slug,
        total: sum(total),
        bad: sum(bad),
        covered: measured,
        days: sum(total),
      });
    }
  });

  it('agree with Prometheus over the last day, SLO by SLO', async () => {
    const differences = await context.module.get(ReconcileLedger).execute();
    expect([...differences.keys()].toSorted()).toEqual(Object.keys(history.counts).toSorted());
    expect([...differences.values()].every((difference) => difference === 0)).toBe(true);
  });

  it('show one number in list, budget and chart', async () => {
    const { items } = await list();
    expect(items).toHaveLength(5);
    for (const { slug, reading, spark } of items) {
      expect(reading.sampleShare).toBe(1);
      expect(reading.coverage).toBeGreaterThan(0.98);
      expect(await context.module.get(GetBudget).execute(everywhere, slug, null)).toEqual(reading);
      const chart = await context.module.get(GetBurnDown).execute(everywhere, slug, {});
      expect(chart.points.length).toBeLessThanOrEqual(400);
      expect(chart.points.at(-1)).toMatchObject({
        at: reading.asOf,
        left: reading.budget.leftShare,
      });
      expect(spark.at(-1)).toBe(reading.budget.leftShare);
      expect(spark).toHaveLength(28);
    }
  });

  it('computes past budgets by the same arithmetic: a chart point equals the budget asked for at its instant', async () => {
    const chart = await context.module.get(GetBurnDown).execute(everywhere, 'shop-latency', {});
    const points = chart.points.filter((_, i) => i % 60 === 30);
    for (const { at, left } of points) {
      const reading = await context.module
        .get(GetBudget)
        .execute(everywhere, 'shop-latency', new Date(at));
      expect(reading.budget.leftShare).toBe(left);
    }
    expect(points.length).toBeGreaterThan(3);
  });

  it('keeps the gap of credit-check-latency a gap', async () => {
    const { points } = await context.module
      .get(GetBurnDown)
      .execute(everywhere, 'credit-check-latency', {});
    expect(points.filter(({ covered }) => covered < 1).length).toBeGreaterThan(0);
    const [reading] = (await list()).items.filter(({ slug }) => slug === 'credit-check-latency');
    expect(reading?.reading.coverage).toBeLessThan(1);
  });

  it('gives the share of time in each regime', async () => {
    const [latency] = (await list()).items.filter(({ slug }) => slug === 'shop-latency');
    const shares = latency?.reading.regimes ?? [];
    const peak = history.peak.reduce((sum, held) => sum + held, 0) / history.peak.length;
    expect(shares.map(({ name }) => name)).toEqual(['peak', 'normal']);
    expect(shares[0]?.share).toBeCloseTo(peak, 2);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});
