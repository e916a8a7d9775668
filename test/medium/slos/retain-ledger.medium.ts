import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Clock } from '../../../apps/api/src/platform/kernel/clock.js';
import { FillLedger } from '../../../apps/api/src/slos/use-cases/fill-ledger.js';
import { RetainLedger } from '../../../apps/api/src/slos/use-cases/retain-ledger.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { FakePrometheus } from '../../harness/fake-prometheus.js';
import { counted, MINUTE } from './known-ticks.js';
import { sloDocument, startSlosContext, writer, type SlosContext } from './slos-context.js';

const DAY = 24 * 60 * MINUTE;

const ours = new (class extends Clock {
  ahead = 0;
  override now = () => new Date(Date.now() + this.ahead);
})();
const prometheus = new FakePrometheus();
let context: SlosContext;

beforeAll(async () => {
  const settings = { LEITSTAND_PROMETHEUS_URL: await prometheus.listen() };
  context = await startSlosContext({ settings, clock: ours });
  await context.module.get(SaveSlo).execute(writer('DE'), sloDocument('api'), { kind: 'new' });
}, 60_000);
afterAll(async () => {
  await context.close();
  await prometheus.close();
});
beforeEach(async () => {
  [ours.ahead, prometheus.now] = [0, Date.now()];
  await context.owner.query(`truncate clock_shift, slo_ledger_hours;
    select slo_ledger_prepare(now() - interval '130 days', now());
    insert into slo_ledger_hours select id, h, 1, 0, 3600, 0, '{}', territory
      from slos, generate_series(now() - interval '3 years 70 days', now() - interval '3 years' + interval '1 day', interval '1 day') h`);
});

const retain = () => context.module.get(RetainLedger).execute();
const kept = async () => {
  const { rows } = await context.owner.query<{ months: string[]; hours: number }>(
    `select array_agg(inhrelid::regclass::text order by 1) as months, (select count(*)::int from slo_ledger_hours) as hours
       from pg_inherits where inhparent = 'slo_ledger_minutes'::regclass`,
  );
  return rows[0];
};

describe('what is past its retention', () => {
  it('goes a month at a time, on record, until nothing is old enough', async () => {
    const before = (await kept())?.months ?? [];
    const first = await retain();
    const month = before[0]?.slice(-7).replace('_', '-');
    expect(first).toMatchObject({ dropped: { month } });
    expect((await kept())?.months).toEqual(before.slice(1));
    const { rows } = await context.owner.query<{ before: { month: string; hours: number } }>(
      `select before from audit_events where action = 'ledger.retained' order by seq desc limit 1`,
    );
    expect(rows[0]?.before).toMatchObject({ month, hours: expect.any(Number) });
    expect(rows[0]?.before.hours).toBeLessThanOrEqual(31);
    for (let run = 0; run < 6; run += 1) await retain();
    expect(await retain()).toEqual({ dropped: { month: null, hours: 0, hoursBefore: null } });
    const left = await kept();
    expect(left?.months.length).toBeGreaterThanOrEqual(2);
    expect(left?.hours).toBe(1);
    const events = await context.owner.query<{ n: number }>(
      `select count(*)::int as n from audit_events where action = 'ledger.retained'`,
    );
    expect(events.rows[0]?.n).toBe(before.length - (left?.months.length ?? 0));
  });

  it('is nobody’s word: the login of the application can name no instant', async () => {
    const client = new pg.Client({ connectionString: context.database.appUrl });
    await client.connect();
    const asked = client.query(`select slo_ledger_retain(now() + interval '100 days')`);
    await expect(asked).rejects.toThrow('does not exist');
    await expect(
      client.query(`insert into clock_shift (shift) values ('100 days')`),
    ).rejects.toThrow('permission denied');
    await client.end();
  });
});

describe('a clock that is wrong', () => {
  it.each<[string, number]>([
    ['worker', 100],
    ['worker', -100],
    ['prometheus', 100],
    ['prometheus', -100],
    ['postgres', 100],
    ['postgres', -100],
  ])('is named, and drops nothing: %s, %d days', async (name, days) => {
    if (name === 'worker') ours.ahead = days * DAY;
    else if (name === 'prometheus') prometheus.now += days * DAY;
    else await context.owner.query('insert into clock_shift (shift) values ($1)', [`${days} days`]);
    const before = await kept();
    expect(await retain()).toMatchObject({ refused: { names: [name] } });
    expect(await kept()).toEqual(before);
  });

  it('does not keep the ledger from being filled when it is the worker’s', async () => {
    const minute = Math.floor(Date.now() / MINUTE) * MINUTE;
    prometheus.now = minute + 30_000;
    prometheus.record('api', minute - 90 * MINUTE, prometheus.now, counted);
    for (const days of [-100, 100]) {
      ours.ahead = days * DAY;
      await context.owner.query('truncate slo_ledger_minutes, slo_ledger_progress');
      const { closedTo } = await context.module.get(FillLedger).execute();
      expect(Math.abs(prometheus.now - (closedTo ?? 0))).toBeLessThan(3 * MINUTE);
      const { rows } = await context.owner.query<{ n: number }>(
        'select count(*)::int as n from slo_ledger_minutes where covered_seconds > 0',
      );
      expect(rows[0]?.n).toBeGreaterThan(20);
    }
  });
});
