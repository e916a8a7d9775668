import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { TaskRegistry } from '../../../apps/api/src/platform/background/task-registry.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { FakePrometheus } from '../../harness/fake-prometheus.js';
import { World, type WorldWorker } from '../../harness/world.js';
import { seedSubjects, sloDocument, writer } from '../slos/slos-context.js';

const MINUTE = 60_000;
const START = Date.parse('2026-03-02T12:00:00Z');

const prometheus = new FakePrometheus();
let world: World;
let worker: WorldWorker;

beforeAll(async () => {
  world = await World.begin({
    settings: { LEITSTAND_PROMETHEUS_URL: await prometheus.listen() },
    at: new Date(START),
  });
  world.follows((at) => (prometheus.now = at));
  prometheus.record('api', START - 10 * MINUTE, START + 300 * MINUTE, () => ({ total: 1, bad: 0 }));
  await seedSubjects(world.owner);
  worker = await world.worker();
}, 60_000);
afterAll(async () => {
  await world.close();
  await prometheus.close();
});

/** Runs so far by outcome and task. */
async function runs(outcome: string): Promise<Record<string, number>> {
  const text = await register.getSingleMetricAsString('leitstand_background_runs_total');
  return Object.fromEntries(
    [...text.matchAll(/\{task="([^"]+)",outcome="(\w+)"\} (\d+)/g)]
      .filter(([, , one]) => one === outcome)
      .map(([, task, , count]) => [task, Number(count)]),
  );
}

async function ledgerMinutes(): Promise<{ minutes: number; last: number | null }> {
  const { rows } = await world.owner.query<{ minutes: number; last: Date | null }>(
    'select count(*)::int as minutes, max(minute) as last from slo_ledger_minutes',
  );
  return { minutes: rows[0]?.minutes ?? 0, last: rows[0]?.last?.getTime() ?? null };
}

describe('a worker', () => {
  it('runs each of its tasks at start and then as often as it says, and each ends well', async () => {
    const tasks = worker.get(TaskRegistry).collect();
    await world.advance('10m');
    expect(await runs('completed')).toEqual(
      Object.fromEntries(
        tasks.map(({ options: { name, every } }) => [name, 1 + Math.floor((10 * MINUTE) / every)]),
      ),
    );
    for (const outcome of ['failed', 'unavailable'])
      expect(Object.values(await runs(outcome)).filter((count) => count > 0)).toEqual([]);
  }, 60_000);

  it('does promptly what an event makes due', async () => {
    await world.advance('1s');
    const before = await runs('completed');
    await worker.get(SaveSlo).execute(writer('DE'), sloDocument('api'), { kind: 'new' });
    await world.advance('2s');
    const after = await runs('completed');
    for (const task of ['slos.fill-ledger', 'slos.publish-rules'])
      expect([task, after[task]]).toEqual([task, (before[task] ?? 0) + 1]);
    expect((await ledgerMinutes()).last).toBe(START + 9 * MINUTE - MINUTE);
  });

  it('fills the ledger minute by minute as time goes on', async () => {
    const { minutes } = await ledgerMinutes();
    await world.advance('10m');
    expect(await ledgerMinutes()).toEqual({ minutes: minutes + 10, last: START + 18 * MINUTE });
  }, 60_000);

  it('that dies in the middle of its work is followed by another one, once its lease has expired', async () => {
    const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    prometheus.fault = async () => {
      prometheus.fault = () => null;
      asked.resolve();
      await answer.promise;
      return null;
    };
    const before = await ledgerMinutes();
    const going = world.advance('10s');
    await asked.promise;
    worker.kill();
    await going;
    const first = worker;
    worker = await world.worker();
    await world.advance('5s');
    expect(await ledgerMinutes()).toEqual(before);
    await world.advance('2m');
    const after = await ledgerMinutes();
    expect(after).toEqual({ minutes: before.minutes + 3, last: START + 21 * MINUTE });
    answer.resolve();
    await first.close();
    expect(await ledgerMinutes()).toEqual(after);
  }, 60_000);
});
