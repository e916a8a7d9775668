import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LeaseLost } from '../../../apps/api/src/platform/background/leases.js';
import { isOutage } from '../../../apps/api/src/platform/kernel/outage.js';
import { DeleteSlo } from '../../../apps/api/src/slos/use-cases/delete-slo.js';
import { FillLedger } from '../../../apps/api/src/slos/use-cases/fill-ledger.js';
import { FindBackfill } from '../../../apps/api/src/slos/use-cases/find-backfill.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { TickLedger } from '../../../apps/api/src/slos/use-cases/tick-ledger.js';
import { Clock } from '../../../apps/api/src/platform/kernel/clock.js';
import { FakePrometheus, type Fault } from '../../harness/fake-prometheus.js';
import { until } from '../../harness/until.js';
import { begin, counted, END, HOUR, MINUTE, SLOS, START, truth, type Row } from './known-ticks.js';
import { sloDocument, startSlosContext, writer, type SlosContext } from './slos-context.js';

const ours = new (class extends Clock {
  at = START + END;
  override now(): Date {
    return new Date(this.at);
  }
})();
const prometheus = new FakePrometheus();
let context: SlosContext;
let second: SlosContext['module'];

beforeAll(async () => {
  const settings = { LEITSTAND_PROMETHEUS_URL: await prometheus.listen() };
  context = await startSlosContext({ settings, clock: ours });
  second = await context.beside({ clock: ours });
  for (const slo of SLOS)
    await context.module.get(SaveSlo).execute(writer('DE'), sloDocument(slo), { kind: 'new' });
}, 60_000);
afterAll(async () => {
  await second.close();
  await context.close();
  await prometheus.close();
});

beforeEach(async () => {
  await emptied();
  await context.owner.query('truncate slo_readings');
  context.module.get(FindBackfill).restart();
  prometheus.forget();
  prometheus.fault = () => null;
  [prometheus.now, prometheus.requests, ours.at] = [START + END + 30_000, 0, START + END + 30_000];
  for (const slo of SLOS) prometheus.record(slo, begin(slo), prometheus.now, counted);
});

/** Nothing is filled, and nobody fills. */
async function emptied(): Promise<void> {
  await context.owner.query(
    'truncate slo_ledger_minutes, slo_ledger_hours, slo_ledger_days, slo_ledger_progress, leases, clock_shift',
  );
  prometheus.requests = 0;
}

/** As long as it takes for the lease of a worker that died to expire. */
const leaseExpires = () =>
  context.owner.query(`insert into clock_shift (shift) values ('21 seconds')
    on conflict (only_row) do update set shift = clock_shift.shift + excluded.shift`);

const fill = () => context.module.get(FillLedger).execute();

async function ledger(slo: string): Promise<Row[]> {
  const { rows } = await context.owner.query<Row>(
    `select (extract(epoch from minute) * 1000)::float8 as minute, good::float8 as good, bad::float8 as bad, covered_seconds as covered
       from slo_ledger_minutes m join slos s on s.id = m.slo_id where s.slug = $1 and s.deleted_at is null order by minute`,
    [slo],
  );
  return rows;
}

async function sums(): Promise<Record<string, number>[]> {
  const of = (table: string) =>
    context.owner
      .query<Record<string, number>>(
        `select sum(good)::float8 as good, sum(bad)::float8 as bad, sum(covered_seconds)::int as covered from ${table}`,
      )
      .then(({ rows }) => rows[0] ?? {});
  return [
    await of('slo_ledger_minutes'),
    await of('slo_ledger_hours'),
    await of('slo_ledger_days'),
  ];
}

async function expectWhole(to = START + END, measured?: (tick: number) => boolean): Promise<void> {
  for (const slo of SLOS) expect(await ledger(slo)).toEqual(truth(slo, to, measured));
  const [minutes, hours, days] = await sums();
  expect([hours, days]).toEqual([minutes, minutes]);
}

/**
 * Fills with a fault at the n-th request, for every `step`-th n until a fill gets through.
 * @returns requests of a fill
 */
async function failingEverywhere(
  step: number,
  fault: (request: number, at: number) => Fault | null,
): Promise<number> {
  for (let at = 1; ; at += step) {
    await emptied();
    prometheus.fault = (request) => fault(request, at);
    const failed = await outcomeOf(fill());
    prometheus.fault = () => null;
    if (prometheus.requests < at) return prometheus.requests;
    expect([at, isOutage(failed), failed]).toEqual([at, true, failed]);
    await fill();
    await expectWhole();
  }
}

/** @returns what it failed with; null = it did not */
function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

/** A promise that the test keeps open. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

const CUT_TABLES = [
  'slo_ledger_minutes',
  'slo_ledger_hours',
  'slo_ledger_days',
  'slo_ledger_progress',
];
/** The statement of this number that writes the ledger ends its connection. A sequence is no part of any transaction. */
const CUT = `
  create sequence cut_statements;
  create table cut (at bigint);
  insert into cut values (0);
  create function cut_here() returns trigger language plpgsql security definer as $$ begin
    if nextval('cut_statements') = (select at from cut) then perform pg_terminate_backend(pg_backend_pid()); end if;
    return null;
  end $$;
  ${CUT_TABLES.map((table) => `create trigger cut after insert on ${table} for each statement execute function cut_here();`).join('\n')}`;

/** The pool may still hold connections that are dead: whoever gets one fails, and the next tick does not. */
async function fillOnceConnected(): Promise<void> {
  await until('a filling with live connections', async () => {
    await leaseExpires(); // where it could not be released
    const failed = await outcomeOf(fill());
    if (failed !== null && !isOutage(failed)) throw new Error('no outage', { cause: failed });
    return failed === null;
  });
}

describe('a ledger whose filling is interrupted', () => {
  it.each([
    ['503', 3],
    ['garbage', 5],
    ['half', 5],
    ['reset', 5],
    ['other', 5],
  ] as const)(
    'by a Prometheus that answers "%s" (at every %d. request), is whole afterwards',
    async (fault, step) => {
      expect(
        await failingEverywhere(step, (request, at) => (request === at ? fault : null)),
      ).toBeGreaterThan(15);
    },
    120_000,
  );

  it('by a Prometheus that hangs, is whole afterwards', async () => {
    prometheus.fault = (request) => (request === 9 ? 'hang' : null);
    await expect(fill()).rejects.toMatchObject({ code: 'dependency-unavailable' });
    await fill();
    await expectWhole();
  }, 40_000);

  it('by the loss of its database connections while it asks Prometheus, is whole afterwards', async () => {
    let [at, reached] = [0, true];
    for (at = 1; reached; at += 2) {
      await emptied();
      reached = false;
      prometheus.fault = async (request) => {
        if (request !== at) return null;
        reached = true;
        await context.owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        );
        return null;
      };
      const failed = await outcomeOf(fill());
      expect([at, failed === null || isOutage(failed), failed]).toEqual([at, true, failed]);
      prometheus.fault = () => null;
      await fillOnceConnected();
      await expectWhole();
    }
    expect(at).toBeGreaterThan(15);
  }, 120_000);

  it('by the loss of its database connection at any statement that records, is whole afterwards', async () => {
    await context.owner.query(CUT);
    let at = 1;
    for (; ; at += 1) {
      await emptied();
      await context.owner.query(`alter sequence cut_statements restart; update cut set at = ${at}`);
      const failed = await outcomeOf(fill());
      if (failed === null) break;
      expect([at, isOutage(failed), failed]).toEqual([at, true, failed]);
      await fill();
      await expectWhole();
    }
    await context.owner.query('drop function cut_here cascade');
    expect(at).toBeGreaterThan(2 * CUT_TABLES.length);
  }, 60_000);

  it('by the end of its worker at any request, is whole after the next one; what the first one still wanted to record is refused', async () => {
    for (let at = 1; ; at += 2) {
      await emptied();
      const [reached, end] = [gate(), gate()];
      prometheus.fault = async (request) => {
        if (request !== at) return null;
        reached.open();
        await end.opened;
        return null;
      };
      const first = outcomeOf(fill());
      if ((await Promise.race([first, reached.opened])) === null) return;
      const next = second.get(FillLedger);
      expect(await next.execute()).toEqual({ minutes: 0, closedTo: null });
      await leaseExpires();
      const { minutes } = await next.execute();
      await expectWhole();
      end.open();
      expect((await first) instanceof LeaseLost).toBe(minutes > 0);
      await expectWhole();
    }
  }, 60_000);

  it('by the deletion of an SLO at any request, fills the others', async () => {
    let [at, reached] = [0, true];
    for (at = 1; reached; at += 1) {
      await emptied();
      context.module.get(FindBackfill).restart();
      reached = false;
      prometheus.fault = async (request) => {
        if (request !== at) return null;
        reached = true;
        await context.owner.query(`update slos set deleted_at = now() where slug = 'two'`);
        return null;
      };
      await fill();
      prometheus.fault = () => null;
      await context.owner.query(`update slos set deleted_at = null where slug = 'two'`);
      expect(await ledger('one')).toEqual(truth('one'));
      await fill();
      await expectWhole();
    }
    expect(at).toBeGreaterThan(15);
  }, 60_000);

  it('by another worker that fills at the same time, holds every minute once', async () => {
    const fills = [context.module, second].flatMap((module) =>
      [1, 2].map(() => module.get(FillLedger)),
    );
    const reports = await Promise.all(fills.map((one) => one.execute()));
    for (const { minutes } of await Promise.all(fills.map((one) => one.execute())))
      expect(minutes).toBe(0);
    expect(reports.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(
      SLOS.reduce((sum, slo) => sum + truth(slo).length, 0),
    );
    await expectWhole();
  });
});

describe('what Prometheus does not have', () => {
  it('is uncovered, never zero: it was away, and its rules stood still', async () => {
    const away = (tick: number) =>
      tick > START + 40 * MINUTE && tick <= START + 61 * MINUTE + 30_000;
    prometheus.forget();
    for (const slo of SLOS)
      prometheus.record(slo, begin(slo), prometheus.now, (at) => (away(at) ? null : counted(at)));
    await fill();
    await expectWhole(START + END, (tick) => !away(tick));
    expect((await ledger('one')).filter(({ covered }) => covered === 0)).toHaveLength(21);
    expect((await ledger('one')).filter(({ covered }) => covered === 30)).toHaveLength(1);
  });

  it('is uncovered where a kill left a total without its bad events, and where a count is no number', async () => {
    const [killed, broken] = [START + 30 * MINUTE, START + 45 * MINUTE];
    prometheus.record('one', killed - MINUTE, killed, (at) => ({
      ...counted(at),
      bad: at === killed ? null : 1,
    }));
    prometheus.record('one', broken - MINUTE, broken, (at) => ({
      ...counted(at),
      total: Number.NaN,
    }));
    await context.module.get(TickLedger).execute();
    const rows = await ledger('one');
    expect(rows.filter(({ covered }) => covered < 60)).toEqual(
      [29, 44].map((minute) => ({ minute: START + minute * MINUTE, good: 0, bad: 0, covered: 0 })),
    );
    expect(await readings()).toEqual(SLOS.length);
  });

  it('is uncovered where retention is shorter than the time that was missed; what is in the ledger stays', async () => {
    [prometheus.now, ours.at] = [START + 30 * MINUTE + 30_000, START + 30 * MINUTE + 30_000];
    await fill();
    [prometheus.now, ours.at] = [START + END + 30_000, START + END + 30_000];
    prometheus.forget(START + HOUR);
    await fill();
    await expectWhole(START + END, (tick) => tick <= START + 30 * MINUTE || tick > START + HOUR);
  });

  it('is uncovered while another, empty Prometheus stands in its place, and taken in when the old one is back', async () => {
    [prometheus.now, ours.at] = [START + 30 * MINUTE + 30_000, START + 30 * MINUTE + 30_000];
    await fill();
    [prometheus.now, ours.at] = [START + END + 30_000, START + END + 30_000];
    prometheus.forget();
    await fill();
    // Without a single rule group, a minute and a half goes by before a minute is given up.
    await expectWhole(START + END - MINUTE, (tick) => tick <= START + 30 * MINUTE);
    for (const slo of SLOS) prometheus.record(slo, begin(slo), prometheus.now + 2 * HOUR, counted);
    [prometheus.now, ours.at] = [prometheus.now + 2 * HOUR, ours.at + 2 * HOUR];
    await context.module.get(TickLedger).execute();
    await expectWhole(START + END + 2 * HOUR);
    expect(await readings()).toEqual(SLOS.length);
  });

  it('is not asked for again and again', async () => {
    prometheus.forget(START + HOUR);
    await fill();
    const missing = prometheus.requests;
    for (let i = 0; i < 3; i += 1) {
      prometheus.requests = 0;
      [prometheus.now, ours.at] = [prometheus.now + HOUR, ours.at + HOUR];
      for (const slo of SLOS)
        prometheus.record(slo, prometheus.now - HOUR, prometheus.now, counted);
      await fill();
      expect(prometheus.requests).toBeLessThanOrEqual(missing);
    }
  });
});

describe('a clock that jumps', () => {
  it.each([
    ["Prometheus's, ahead", () => (prometheus.now += 5 * HOUR)],
    ["Prometheus's, back", () => (prometheus.now -= HOUR)],
    ['ours, back', () => (ours.at -= HOUR)],
    ['ours, ahead', () => (ours.at += 5 * HOUR)],
  ])(
    '%s: nothing is lost, nothing is counted twice, nothing is closed that is still to come',
    async (_, jump) => {
      await fill();
      const [theirs, own] = [prometheus.now, ours.at];
      jump();
      await context.module.get(TickLedger).execute();
      for (const slo of SLOS)
        expect((await ledger(slo)).at(-1)?.minute).toBeLessThan(START + END + MINUTE);
      [prometheus.now, ours.at] = [theirs + 10 * MINUTE, own + 10 * MINUTE];
      for (const slo of SLOS) prometheus.record(slo, theirs, prometheus.now, counted);
      await fill();
      await expectWhole(START + END + 10 * MINUTE);
    },
  );
});

describe('an SLO that is deleted and made again under its name', () => {
  it('begins with its own first whole minute, and leaves the other ledger as it was', async () => {
    await fill();
    const before = await ledger('two');
    await context.module.get(DeleteSlo).execute(writer('DE'), 'two', { kind: 'any' });
    ours.at = START + END + 40_000;
    await context.module
      .get(SaveSlo)
      .execute(writer('DE'), sloDocument('two', { target: '95' }), { kind: 'new' });
    [prometheus.now, ours.at] = [START + END + 5 * MINUTE, START + END + 5 * MINUTE];
    for (const slo of SLOS) prometheus.record(slo, START + END, prometheus.now, counted);
    await fill();
    expect((await ledger('two'))[0]?.minute).toBe(START + END + MINUTE);
    const { rows } = await context.owner.query<{ n: number }>(
      `select count(*)::int as n from slo_ledger_minutes m join slos s on s.id = m.slo_id where s.slug = 'two' and s.deleted_at is not null`,
    );
    expect(rows[0]?.n).toBe(before.length);
  });
});

async function readings(): Promise<number> {
  const { rows } = await context.owner.query<{ n: number }>(
    'select count(*)::int as n from slo_readings r join slo_ledger_progress p on p.slo_id = r.slo_id and p.filled_to = r.as_of',
  );
  return rows[0]?.n ?? 0;
}
