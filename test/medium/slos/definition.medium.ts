import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../apps/api/src/audit/use-cases/unit-of-work.js';
import { Clock } from '../../../apps/api/src/platform/kernel/clock.js';
import { PublishingRepository } from '../../../apps/api/src/slos/db/publishing.repository.js';
import type { Reading } from '../../../apps/api/src/slos/domain/reading.js';
import { GetBudget } from '../../../apps/api/src/slos/use-cases/get-budget.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { TickLedger } from '../../../apps/api/src/slos/use-cases/tick-ledger.js';
import { FakePrometheus } from '../../harness/fake-prometheus.js';
import { sloDocument, startSlosContext, writer, type SlosContext } from './slos-context.js';

const MINUTE = 60_000;
const START = Date.parse('2026-10-20T08:00:00Z');
const ANY = { kind: 'any' } as const;
const A = { ratio: { total: 'a_total', bad: 'a_total{code="500"}' } };
const B = { ratio: { total: 'b_total', bad: 'b_total{code="500"}' } };
const anna = writer('DE');
const at = (minute: number) => new Date(START + minute * MINUTE);

const prometheus = new FakePrometheus();
const clock = new (class extends Clock {
  override now(): Date {
    return new Date(prometheus.now);
  }
})();
let context: SlosContext;

beforeAll(async () => {
  const settings = { LEITSTAND_PROMETHEUS_URL: await prometheus.listen() };
  context = await startSlosContext({ settings, clock });
  // Ten events a minute until noon of the test, thirty after it.
  prometheus.record('api', START, START + 200 * MINUTE, (tick) => ({
    total: tick <= START + 60 * MINUTE ? 5 : 15,
    bad: 0,
  }));
});
afterAll(async () => {
  await context.close();
  await prometheus.close();
});

async function save(indicator: object): Promise<number> {
  const document = sloDocument('api', { window: { rolling: '1h' }, indicator });
  return (await context.module.get(SaveSlo).execute(anna, document, ANY)).resource.version;
}

/** Prometheus loads the rules of a version in this minute of the test. */
async function loaded(version: number, minute: number): Promise<void> {
  const { rows } = await context.owner.query<{ id: string }>(`select id from slos`);
  const publication = {
    id: rows[0]?.id ?? '',
    version,
    state: 'published',
    message: null,
  } as const;
  await context.module.get(UnitOfWork).run(anna, (write) => {
    write.unrecorded('a test publishes');
    return context.module
      .get(PublishingRepository)
      .save(write.tx, [{ ...publication, outcome: 'loaded' }]);
  });
  await context.owner.query(
    `update slo_measured_versions set since = $1 where version = $2 and since > now() - interval '1 hour'`,
    [at(minute), version],
  );
}

/** What is read of the definition when the ledger ends with this minute of the test. */
async function definition(minute: number): Promise<Reading['definition']> {
  prometheus.now = at(minute).getTime() + 20_000;
  await context.module.get(TickLedger).execute();
  return (await context.module.get(GetBudget).execute(anna, 'api', null)).definition;
}

describe('an indicator that is changed', () => {
  it('is told of as long as the window holds counts of the earlier one', async () => {
    prometheus.now = at(0).getTime();
    await loaded(await save(A), 0);
    expect(await definition(30)).toBeNull();

    await loaded(await save(B), 60);
    expect(await definition(90)).toEqual({
      since: at(60).toISOString(),
      earlierTimeShare: 0.5,
      earlierEventShare: 0.25,
    });
    expect(await definition(121)).toBeNull();
    // Not the present one, but that of an hour ago.
    const then = await context.module.get(GetBudget).execute(anna, 'api', at(90));
    expect(then.definition?.earlierTimeShare).toBe(0.5);
  });

  it('does not count before its rules are loaded', async () => {
    const version = await save(A);
    expect(await definition(130)).toEqual({
      since: null,
      earlierTimeShare: 1,
      earlierEventShare: 1,
    });
    await loaded(version, 130);
    await loaded(version, 131); // told again, it begins no anew
    expect(await definition(145)).toMatchObject({
      since: at(130).toISOString(),
      earlierTimeShare: 0.75,
    });
  });

  it('that is changed back leaves only what came between', async () => {
    await loaded(await save(B), 145);
    await loaded(await save(A), 151);
    expect(await definition(160)).toEqual({
      since: at(151).toISOString(),
      earlierTimeShare: (30 + 6) / 60,
      earlierEventShare: (30 + 6) / 60,
    });
  });

  it('is not one of whose target alone is changed', async () => {
    const document = sloDocument('api', { target: '99', window: { rolling: '1h' }, indicator: A });
    const saved = await context.module.get(SaveSlo).execute(anna, document, ANY);
    await loaded(saved.resource.version, 165);
    expect(await definition(190)).toMatchObject({ since: at(151).toISOString() });
  });
});
