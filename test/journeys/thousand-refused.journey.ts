import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplyDocuments } from '../../apps/api/src/catalog/use-cases/apply-documents.js';
import { ApplySlo } from '../../apps/api/src/slos/use-cases/apply-slo.js';
import { SaveSlo } from '../../apps/api/src/slos/use-cases/save-slo.js';
import { POISON } from '../harness/poisoned-rules.js';
import { startTestPrometheus, type TestPrometheus } from '../harness/test-prometheus.js';
import { until } from '../harness/until.js';
import { killed, WorkerProcesses } from '../harness/worker-process.js';
import {
  sloDocument,
  startSlosContext,
  writer,
  type SlosContext,
} from '../medium/slos/slos-context.js';

const REFUSED = 1000;
const WITHIN_MS = 60_000;
const GOOD = 'leitstand-slo-good.yaml';

const workers = new WorkerProcesses('test/harness/poisoned-worker.ts');
let prometheus: TestPrometheus;
let context: SlosContext;
let folder: ReturnType<typeof watchFolder>;

beforeAll(async () => {
  prometheus = await startTestPrometheus();
  context = await startSlosContext({
    settings: {
      LEITSTAND_PROMETHEUS_URL: prometheus.url,
      LEITSTAND_RULES_DIR: prometheus.rulesDir,
    },
  });
  context.module.get(ApplySlo).onModuleInit(); // makes the kind known; nothing else of the module is started
}, 60_000);
afterAll(async () => {
  folder?.end();
  await workers.close();
  await context?.close();
  await prometheus?.close();
});

const worker = () =>
  workers.start(context.database, {
    LEITSTAND_PROMETHEUS_URL: prometheus.url,
    LEITSTAND_RULES_DIR: prometheus.rulesDir,
  });

async function count(condition: string): Promise<number> {
  const { rows } = await context.owner.query<{ n: number }>(
    `select count(*)::int as n from slos where ${condition}`,
  );
  return rows[0]?.n ?? 0;
}

/** Whether it serves the objective's rules: it was told to load them, and did. */
async function serves(slug: string): Promise<boolean> {
  const rules = await fetch(`${prometheus.url}/api/v1/rules`)
    .then((answer) => answer.text())
    .catch(() => '');
  return rules.includes(`leitstand-slo-${slug}.yaml`);
}

/** Everything that was ever seen in the folder, looking all the time. */
function watchFolder(): { readonly seen: Set<string>; end(): void } {
  const seen = new Set<string>();
  const look = () => readdirSync(prometheus.rulesDir).forEach((name) => seen.add(name));
  const timer = setInterval(look, 10);
  return { seen, end: () => clearInterval(timer) };
}

/** Worker and Prometheus die at once, and come back as their supervisors bring them. */
async function strike(running: ChildProcess): Promise<ChildProcess> {
  await Promise.all([killed(running), prometheus.kill()]);
  await prometheus.start(); // throws when it refuses to
  return worker();
}

describe('a thousand objectives of one territory that Prometheus refuses', () => {
  it('keep neither Prometheus from starting nor the good one of another territory waiting', async () => {
    let running = await worker();
    folder = watchFolder();
    const documents = Array.from({ length: REFUSED }, (_, index) => ({
      index,
      value: sloDocument(`bad-${index}`, {}, { labels: { [POISON]: 'topk(up)' } }),
    }));
    const report = await context.module.get(ApplyDocuments).execute(writer('DE'), documents, false);
    expect(new Set(report.documents.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
    await context.module
      .get(SaveSlo)
      .execute(writer('CH'), sloDocument('good', { subject: 'shop-ch' }), { kind: 'new' });
    const saved = performance.now();

    running = await strike(running);
    await until(
      'publishing is under way',
      async () => (await holdsLease()) || (await count(`rules_state = 'failed'`)) > 0,
      40_000,
    );
    running = await strike(running);
    await pause(3000);
    await prometheus.kill();
    await prometheus.start();

    await until('the good one is loaded', () => serves('good'), WITHIN_MS);
    // The way of a save through two strikes depends on the machine: it is told; what waits behind the last one is held.
    process.stderr.write(
      `  the good one is loaded: ${((performance.now() - saved) / 1000).toFixed(1)} s after it was saved\n`,
    );
    await until(
      'every refused one says why',
      async () =>
        (await count(
          `slug like 'bad-%' and rules_state = 'failed' and rules_message like 'Prometheus refuses the rules: %wrong number of arguments%'`,
        )) === REFUSED,
      30_000,
    );
    folder.end();
    expect([...folder.seen].filter((name) => name.includes('slo-bad'))).toEqual([]);
    const loadable = readdirSync(prometheus.rulesDir).filter((name) => !name.startsWith('.'));
    expect(loadable.toSorted()).toEqual(['leitstand-fleet.yaml', GOOD]);
  }, 240_000);
});

/** Whether some worker is in the middle of publishing. */
async function holdsLease(): Promise<boolean> {
  const { rows } = await context.owner.query<{ held: boolean }>(
    `select exists (select from leases where name = 'slos.publish-rules' and holder is not null and expires_at > leitstand_now()) as held`,
  );
  return rows[0]?.held ?? false;
}
