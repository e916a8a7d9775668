import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SaveSlo } from '../../apps/api/src/slos/use-cases/save-slo.js';
import { FakePrometheus } from '../harness/fake-prometheus.js';
import { freePort } from '../harness/test-prometheus.js';
import { until } from '../harness/until.js';
import { killed, WorkerProcesses } from '../harness/worker-process.js';
import {
  sloDocument,
  startSlosContext,
  writer,
  type SlosContext,
} from '../medium/slos/slos-context.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Math.floor((Date.now() - 6 * HOUR) / HOUR) * HOUR;
/** Requests after which the worker is in the middle of its second chunk, or of a later one. */
const IN_THE_MIDDLE = 16;
const SLOS = ['one', 'two', 'three'];

const prometheus = new FakePrometheus();
const workers = new WorkerProcesses();
let context: SlosContext;

beforeAll(async () => {
  prometheus.now = START + 4 * HOUR + 30_000;
  SLOS.forEach((slo, i) =>
    prometheus.record(slo, START + i * 10 * MINUTE, prometheus.now, (at) => ({
      total: 100 + ((at / 1000) % 97),
      bad: (at / 30_000) % 2,
    })),
  );
  context = await startSlosContext({
    settings: { LEITSTAND_PROMETHEUS_URL: await prometheus.listen() },
  });
  for (const slo of SLOS)
    await context.module.get(SaveSlo).execute(writer('DE'), sloDocument(slo), { kind: 'new' });
}, 60_000);
afterAll(async () => {
  await workers.close();
  await context.close();
  await prometheus.close();
});

const worker = (redis: string) =>
  workers.start(context.database, {
    LEITSTAND_PROMETHEUS_URL: process.env.LEITSTAND_PROMETHEUS_URL ?? '',
    LEITSTAND_REDIS_URL: redis,
  });

async function filled(): Promise<
  { slo: string; minutes: number; distinct: number; covered: number; total: number }[]
> {
  const { rows } = await context.owner.query<{
    slo: string;
    minutes: number;
    distinct: number;
    covered: number;
    total: number;
  }>(
    `select s.slug as slo, count(*)::int as minutes, count(distinct m.minute)::int as distinct, sum(covered_seconds)::int as covered, sum(good + bad)::float8 as total
       from slo_ledger_minutes m join slos s on s.id = m.slo_id group by s.slug order by s.slug`,
  );
  return rows;
}

/** What the ledger holds in the end, straight from the ticks. */
function truth(slo: string) {
  const from = START + SLOS.indexOf(slo) * 10 * MINUTE;
  let total = 0;
  for (let at = from + 30_000; at <= START + 4 * HOUR; at += 30_000)
    total += 100 + ((at / 1000) % 97);
  const minutes = (START + 4 * HOUR - from) / MINUTE;
  return { slo, minutes, distinct: minutes, covered: minutes * 60, total };
}

describe('a worker that is killed while it fills the ledger', () => {
  it('loses nothing, and the next one goes on where it was, with Redis away all the time', async () => {
    const redis = `redis://127.0.0.1:${await freePort()}`;
    let reached = false;
    prometheus.fault = (request) => {
      reached ||= request >= IN_THE_MIDDLE;
      return reached ? 'hang' : null;
    };
    const first = await worker(redis);
    await until('the first worker is in the middle of a chunk', () => reached, 60_000);
    await killed(first);
    const half = await filled();
    expect(half.length).toBeGreaterThan(0);
    expect(half).not.toEqual(SLOS.toSorted().map(truth));
    prometheus.fault = () => null;
    await worker(redis);
    const whole = await until(
      'the second worker has filled the ledger',
      async () => {
        const rows = await filled();
        return (
          rows.length === SLOS.length &&
          rows.every(({ slo, minutes }) => minutes >= truth(slo).minutes) &&
          rows
        );
      },
      60_000,
    );
    expect(whole).toEqual(SLOS.toSorted().map(truth));
  }, 150_000);
});
