import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FillLedger } from '../../../apps/api/src/slos/use-cases/fill-ledger.js';
import type { FactsBySlug } from '../../../apps/api/src/slos/gateways/prometheus-counts.gateway.js';
import { FindBackfill } from '../../../apps/api/src/slos/use-cases/find-backfill.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { TickLedger } from '../../../apps/api/src/slos/use-cases/tick-ledger.js';
import type { MinuteFacts } from '../../../apps/api/src/slos/domain/minutes.js';
import { DomainError } from '../../../apps/api/src/platform/kernel/domain-error.js';
import { sloDocument, startSlosContext, writer, type SlosContext } from './slos-context.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Math.floor((Date.now() - 26 * HOUR) / HOUR) * HOUR;

/** A Prometheus whose every minute is known: ten events a minute, one bad; a gap; sample history before `live`. */
class KnownCounts {
  now = START + 5 * MINUTE;
  away = false;
  first = START;
  readonly live = START + 3 * MINUTE;
  readonly gap = new Set([START + 10 * MINUTE, START + 11 * MINUTE]);
  reads = 0;

  clock() {
    if (this.away)
      throw new DomainError('dependency-unavailable', 'Prometheus does not answer (ECONNREFUSED).');
    return Promise.resolve({ now: this.now, ticks: [this.now - 5000] });
  }

  firstMinutes(slugs: readonly string[]) {
    return Promise.resolve(new Map(slugs.map((slug) => [slug, this.first])));
  }

  minutes(slugs: readonly string[], from: number, to: number): Promise<FactsBySlug> {
    this.reads += 1;
    const facts = new Map<number, MinuteFacts>();
    for (let minute = Math.max(from, this.first); minute < to; minute += MINUTE)
      if (!this.gap.has(minute)) facts.set(minute, this.at(minute));
    return Promise.resolve(new Map(slugs.map((slug) => [slug, facts])));
  }

  private at(minute: number): MinuteFacts {
    const counts = { total: 10, bad: 1, ticks: 2, badTicks: 2, regimes: {} };
    return minute < this.live ? { sample: counts } : { live: counts };
  }

  hourlySeconds() {
    return Promise.resolve(new Map<string, Map<number, number>>());
  }

  alerts() {
    return Promise.resolve(new Map());
  }

  dayBefore() {
    return Promise.resolve(new Map([['api', { total: 14_400 - 20, bad: 1440 - 2 }]]));
  }
}

let context: SlosContext;
const counts = new KnownCounts();

beforeAll(async () => {
  context = await startSlosContext({ counts: counts as never });
  await context.module.get(SaveSlo).execute(writer('DE'), sloDocument('api'), { kind: 'new' });
});
afterAll(() => context.close());

async function minutes() {
  const { rows } = await context.owner.query<{
    minute: Date;
    good: string;
    bad: string;
    covered: number;
    source: string;
  }>(
    'select minute, good, bad, covered_seconds as covered, source from slo_ledger_minutes order by minute',
  );
  return rows;
}

/** SLOs whose reading is new after the next tick. */
async function computed(): Promise<string[]> {
  const report = Promise.withResolvers<readonly string[]>();
  await context.module
    .get(TickLedger)
    .execute(undefined, (readings) => report.resolve(readings.computed.map(({ slo }) => slo.id)));
  const ids = await report.promise;
  const { rows } = await context.owner.query<{ slug: string }>(
    'select slug from slos where id = any ($1::uuid[])',
    [ids],
  );
  return rows.map(({ slug }) => slug);
}

const fill = () => context.module.get(FillLedger).execute();

describe('filling the ledger', () => {
  it('begins with the first counts there are and never writes the open minute', async () => {
    const report = await fill();
    expect(report).toEqual({ minutes: 4, closedTo: START + 4 * MINUTE });
    const rows = await minutes();
    expect(rows.map(({ minute }) => (minute.getTime() - START) / MINUTE)).toEqual([0, 1, 2, 3]);
    expect(rows.map(({ source }) => source)).toEqual(['sample', 'sample', 'sample', 'measured']);
    expect(rows[0]).toMatchObject({ good: '9', bad: '1', covered: 60 });
  });

  it('writes nothing while no further minute is closed', async () => {
    const { reads } = counts;
    expect(await fill()).toMatchObject({ minutes: 0 });
    expect(counts.reads).toBe(reads);
  });

  it('catches up after an outage without losing a minute, and marks what nobody measured as uncovered', async () => {
    counts.away = true;
    counts.now = START + 20 * MINUTE + 30_000;
    await expect(fill()).rejects.toMatchObject({ code: 'dependency-unavailable' });
    counts.away = false;
    expect(await fill()).toMatchObject({ minutes: 16, closedTo: START + 20 * MINUTE });
    const rows = await minutes();
    expect(rows).toHaveLength(20);
    expect(
      rows
        .filter(({ covered }) => covered === 0)
        .map(({ minute }) => (minute.getTime() - START) / MINUTE),
    ).toEqual([10, 11]);
  });

  it('sums hours and days to the minute, over a boundary filled in parts', async () => {
    counts.now = START + 25 * HOUR + 30_000;
    await fill();
    const { rows } = await context.owner.query<{
      total: string;
      hours: string;
      days: string;
      covered: number;
      sample: number;
    }>(
      `select (select sum(good + bad) from slo_ledger_minutes) as total, (select sum(good + bad) from slo_ledger_hours) as hours,
              (select sum(good + bad) from slo_ledger_days) as days, (select sum(covered_seconds)::int from slo_ledger_days) as covered,
              (select sum(sample_seconds)::int from slo_ledger_hours) as sample`,
    );
    expect(rows[0]).toEqual({
      total: String((25 * 60 - 2) * 10),
      hours: String((25 * 60 - 2) * 10),
      days: String((25 * 60 - 2) * 10),
      covered: (25 * 60 - 2) * 60,
      sample: 180,
    });
  });

  it('may run twice at once: the second leaves it to the first', async () => {
    counts.now += MINUTE;
    const reports = await Promise.all([fill(), fill()]);
    expect(reports.map((report) => report.minutes).toSorted()).toEqual([0, 1]);
    expect(await minutes()).toHaveLength(25 * 60 + 1);
  });

  it('tells a new reading once, and agrees with Prometheus', async () => {
    await context.owner.query(`delete from outbox`);
    await context.module.get(TickLedger).execute();
    await context.module.get(TickLedger).execute();
    const { rows } = await context.owner.query<{ ids: string[]; territory: string }>(
      `select ids, territory from outbox where type = 'slo.readings'`,
    );
    expect(rows).toEqual([{ ids: ['api'], territory: 'DE' }]);
  });

  it('takes in older history that turns up later', async () => {
    counts.first = START - 90 * MINUTE;
    context.module.get(FindBackfill).restart();
    expect(await fill()).toMatchObject({ minutes: 90 });
    const { rows } = await context.owner.query<{ from: Date }>(
      'select filled_from as "from" from slo_ledger_progress',
    );
    expect(rows[0]?.from.getTime()).toBe(START - 90 * MINUTE);
    expect(await computed()).toEqual(['api']);
    expect(await computed()).toEqual([]);
  });

  it('keeps no other SLO from its reading when none can be made of one', async () => {
    await context.module.get(SaveSlo).execute(writer('DE'), sloDocument('broken'), { kind: 'new' });
    await fill();
    await context.owner.query(
      `update slo_ledger_minutes set bad = '1e309' where slo_id = (select id from slos where slug = 'broken');
       update slo_ledger_progress set past_revision = past_revision + 1`,
    );
    counts.away = true;
    const tick = context.module.get(TickLedger).execute();
    await expect(tick).rejects.toMatchObject({
      message: expect.stringMatching(
        /^no reading can be made of broken; the ledger is not filled: .+/,
      ),
      errors: [{ code: 'dependency-unavailable' }, { message: expect.any(String) }],
    });
    counts.away = false;
    const { rows } = await context.owner.query<{ slug: string }>(
      `select s.slug from slo_readings r join slos s on s.id = r.slo_id join slo_ledger_progress p on p.slo_id = s.id
        where r.spark_key like '%/' || p.past_revision`,
    );
    expect(rows).toEqual([{ slug: 'api' }]);
  });
});
