import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { subqueriesOf } from '#slo';
import { Settings } from '../../../apps/api/src/platform/config/settings.js';
import {
  evaluationOf,
  readServerMetrics,
} from '../../../apps/api/src/platform/health/evaluation.js';
import { PrometheusClient } from '../../../apps/api/src/platform/prometheus/prometheus-client.js';
import { SystemClock } from '../../../apps/api/src/platform/kernel/clock.js';
import { PrometheusRules } from '../../../apps/api/src/slos/gateways/prometheus-rules.gateway.js';
import { MeasureRules } from '../../../apps/api/src/slos/use-cases/measure-rules.js';
import { startTestPrometheus, type TestPrometheus } from '../../harness/test-prometheus.js';

const MINUTE = 60;
const HOURS = 6;
const SUBQUERY = 'max_over_time(sum(sum_over_time(jobs_total[30m]))[1h:1m])';
let prometheus: TestPrometheus;
let client: PrometheusClient;
let settings: Settings;
const clock = new SystemClock();

/** Two series with a sample a minute, six hours of them. */
function history(): string {
  const end = Math.floor(Date.now() / 1000 / MINUTE) * MINUTE;
  const lines = ['a', 'b'].flatMap((name) =>
    Array.from(
      { length: HOURS * 60 },
      (_, i) => `jobs_total{name="${name}"} ${i} ${end - (HOURS * 60 - i) * MINUTE}`,
    ),
  );
  return ['# TYPE jobs counter', ...lines, '# EOF', ''].join('\n');
}

beforeAll(async () => {
  prometheus = await startTestPrometheus({ history: history() });
  const environment = {
    LEITSTAND_PROMETHEUS_URL: prometheus.url,
    LEITSTAND_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    LEITSTAND_REDIS_URL: 'redis://127.0.0.1:1',
    LEITSTAND_SECRET: 'a secret that only tests use, 32 characters or more',
  };
  settings = Settings.fromEnvironment(environment);
  client = new PrometheusClient(settings);
}, 60_000);
afterAll(async () => {
  await prometheus.close();
});

it('tells of a real Prometheus what it takes', async () => {
  const now = new Date();
  const seen = evaluationOf(readServerMetrics(await client.ownMetrics(), now), [], now);
  expect(seen.memoryBytes).toBeGreaterThan(1e6);
  expect(seen).toMatchObject({ seenAt: now, missedIterations: 0, slowest: null });
});

describe('what one evaluation takes of a real Prometheus', () => {
  it('is told in samples', async () => {
    expect(await client.cost('vector(1)', 5000)).toMatchObject({ samples: 0, tooMuch: null });
    const hour = await client.cost('sum(sum_over_time(jobs_total[1h]))', 5000);
    expect(hour?.tooMuch).toBeNull();
    expect(hour?.seconds).toBeGreaterThan(0);
    expect(hour?.samples).toBeGreaterThanOrEqual(2 * 59);
    expect(hour?.samples).toBeLessThanOrEqual(2 * 61);
  });

  it('is of a subquery what it gives, so that what it evaluates is measured apart', async () => {
    const [inner, ...more] = subqueriesOf(SUBQUERY);
    expect([inner?.text, inner?.evaluations, more]).toEqual([
      'sum(sum_over_time(jobs_total[30m]))',
      60,
      [],
    ]);
    const [whole, once] = await Promise.all(
      [SUBQUERY, inner?.text ?? ''].map((text) => client.cost(text, 5000)),
    );
    expect(whole?.samples).toBeLessThan(200); // of 60 × 60 that it reads
    expect((once?.samples ?? 0) * 60).toBeGreaterThan(60 * 50);
  });

  it('of a rule counts what its subqueries evaluate as often as they do', async () => {
    const rule = { record: 'busy', expr: SUBQUERY };
    const file = stringify({ groups: [{ name: 'g', rules: [rule] }] });
    const measure = new MeasureRules(new PrometheusRules(client, settings), clock, settings);
    const cost = (await measure.execute(new Map([['a', file]]), { withinMs: 5000 })).get('a');
    expect(cost).toMatchObject({ complete: true, dearest: 'busy' });
    expect(cost?.samples).toBeGreaterThan(60 * 50);
  });

  it('is too much where it gives up, in its words', async () => {
    const endless = 'sum(max_over_time(sum(sum_over_time(jobs_total[6h]))[6h:500ms]))';
    const cost = await client.cost(endless, 1);
    expect(cost?.tooMuch).toMatch(/^query timed out in /);
  });

  it('is not known of what it cannot evaluate over the series there are, and why is told in its words', async () => {
    const rules = [
      { record: 'fine', expr: 'vector(1)' },
      { record: 'twice', expr: 'jobs_total + on () jobs_total' },
      { record: 'never_asked', expr: 'vector(2)' },
    ];
    const file = stringify({ groups: [{ name: 'g', rules }] });
    const measure = new MeasureRules(new PrometheusRules(client, settings), clock, settings);
    const cost = (await measure.execute(new Map([['a', file]]), { withinMs: 5000 })).get('a');
    expect(cost).toMatchObject({ complete: true, dearest: 'twice' });
    expect(cost?.refusal).toMatch(/many-to-many|found duplicate series/);
  });
});
