import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Tx } from '../../platform/db/tx.js';
import type { HourWithGaps } from '../domain/ledger-backlog.js';
import type { LedgerProgress } from '../domain/ledger-plan.js';
import { floorTo } from '../domain/ledger-plan.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, type LedgerMinute } from '../domain/minutes.js';

/** One SLO as the ledger sees it. */
export interface LedgerSlo extends LedgerProgress {
  readonly slug: string;
  readonly territory: string;
  readonly createdAt: number;
  /** whether a deleted SLO had the same name: older counts are that one's */
  readonly namesake: boolean;
}

/** What retention dropped. */
export interface Retained {
  /** the month of minutes, e.g. `2026-01`; null when none was old enough */
  readonly month: string | null;
  /** hours, over all SLOs */
  readonly hours: number;
  /** the first instant whose hours were kept; null when none were dropped */
  readonly hoursBefore: Date | null;
}

/** Writes the ledger: minutes as they were measured, and their sums by hour and day. */
@Injectable()
export class LedgerRepository {
  async slos(tx: Tx): Promise<LedgerSlo[]> {
    const { rows } = await sql<{
      id: string;
      slug: string;
      territory: string;
      created: Date;
      from: Date | null;
      to: Date | null;
      namesake: boolean;
    }>`
      select s.id, s.slug, s.territory, s.created_at as created, p.filled_from as "from", p.filled_to as "to",
             exists (select 1 from slos d where d.slug = s.slug and d.deleted_at is not null) as namesake
        from slos s left join slo_ledger_progress p on p.slo_id = s.id
       where s.deleted_at is null order by s.slug`.execute(tx);
    return rows.map((row) => ({
      sloId: row.id,
      slug: row.slug,
      territory: row.territory,
      createdAt: row.created.getTime(),
      namesake: row.namesake,
      filledFrom: row.from?.getTime() ?? null,
      filledTo: row.to?.getTime() ?? null,
    }));
  }

  /** Which of these SLOs are not deleted, each with its territory. */
  async present(tx: Tx, sloIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx
      .selectFrom('slos')
      .select(['id', 'territory'])
      .where('id', 'in', sloIds)
      .where('deleted_at', 'is', null)
      .execute();
    return new Map(rows.map(({ id, territory }) => [id, territory]));
  }

  /** Age of the newest minute of the SLO that is furthest behind, on the database's clock; null when there is no SLO. */
  async ageSeconds(tx: Tx): Promise<number | null> {
    const { rows } = await sql<{
      age: number | null;
    }>`select extract(epoch from leitstand_now() - min(coalesce(p.filled_to, s.created_at)))::float8 as age
      from slos s left join slo_ledger_progress p on p.slo_id = s.id where s.deleted_at is null`.execute(
      tx,
    );
    return rows[0]?.age ?? null;
  }

  /** Month partitions for [from, to), unix milliseconds. */
  async prepare(tx: Tx, from: number, to: number): Promise<void> {
    await sql`select slo_ledger_prepare(${new Date(from)}, ${new Date(to)})`.execute(tx);
  }

  /** Drops the oldest month of what is older than its retention, by the database's clock. */
  async retain(tx: Tx): Promise<Retained> {
    const { rows } = await sql<{
      month: string | null;
      hours: number;
      before: Date | null;
    }>`select month, hours, hours_before as before from slo_ledger_retain()`.execute(tx);
    const { month = null, hours = 0, before = null } = rows[0] ?? {};
    return { month, hours, hoursBefore: hours > 0 ? before : null };
  }

  /** The instant on the database's clock. */
  now(tx: Tx): Promise<Date> {
    return databaseNow(tx);
  }

  /** Hours from `from` on (unix milliseconds), whole and behind the newest minute, that were not measured throughout. */
  async hoursWithGaps(tx: Tx, from: number): Promise<HourWithGaps[]> {
    const { rows } = await sql<{ id: string; hour: Date; from: Date; covered: number }>`
      select h.slo_id as id, h.hour, greatest(h.hour, p.filled_from) as "from", h.covered_seconds as covered
        from slo_ledger_hours h join slo_ledger_progress p on p.slo_id = h.slo_id join slos s on s.id = h.slo_id
       where s.deleted_at is null and h.covered_seconds < 3600 and h.hour >= ${new Date(from)} and h.hour + interval '1 hour' <= p.filled_to
       order by h.slo_id, h.hour`.execute(tx);
    return rows.map((row) => ({
      sloId: row.id,
      hour: row.hour.getTime(),
      from: row.from.getTime(),
      coveredSeconds: row.covered,
    }));
  }

  /** Writes minutes. One that is there already stays, unless it was measured less: what was known is never lost again. */
  async upsertMinutes(
    tx: Tx,
    minutes: readonly LedgerMinute[],
    territories: ReadonlyMap<string, string>,
  ): Promise<void> {
    const column = <T>(of: (minute: LedgerMinute) => T): T[] => minutes.map(of);
    await sql`insert into slo_ledger_minutes as m (slo_id, minute, good, bad, covered_seconds, regime, source, territory)
      select id, to_timestamp(at), good, bad, covered, regime, source, territory
        from unnest(${column((m) => m.sloId)}::uuid[], ${column((m) => m.minute / 1000)}::float8[], ${column((m) => m.good)}::numeric[],
                    ${column((m) => m.bad)}::numeric[], ${column((m) => m.coveredSeconds)}::smallint[], ${column((m) => m.regime)}::text[],
                    ${column((m) => m.source)}::text[], ${column((m) => territories.get(m.sloId) ?? '')}::text[])
             as t(id, at, good, bad, covered, regime, source, territory)
      on conflict (slo_id, minute) do update set good = excluded.good, bad = excluded.bad, covered_seconds = excluded.covered_seconds,
                                                 regime = excluded.regime, source = excluded.source
        where m.covered_seconds < excluded.covered_seconds`.execute(tx);
  }

  /** Sums the hours and days that [from, to) touches anew from their minutes and hours. */
  async rollUp(tx: Tx, sloIds: readonly string[], from: number, to: number): Promise<void> {
    await rollUpHours(
      tx,
      sloIds,
      floorTo(from, HOUR_MS),
      floorTo(to - MINUTE_MS, HOUR_MS) + HOUR_MS,
    );
    await rollUpDays(tx, sloIds, floorTo(from, DAY_MS), floorTo(to - MINUTE_MS, DAY_MS) + DAY_MS);
  }

  /**
   * Says that [from, to) of these SLOs, each with its territory, is written, in front of or behind what was.
   * @param past whether it was in the past of what was written already: then what was computed of it has to be computed anew
   */
  async advance(
    tx: Tx,
    territories: ReadonlyMap<string, string>,
    { from, to, past }: { from: number; to: number; past: boolean },
  ): Promise<void> {
    const values = [...territories].map(([id, territory]) => ({
      slo_id: id,
      territory,
      filled_from: new Date(from),
      filled_to: new Date(to),
    }));
    await tx
      .insertInto('slo_ledger_progress')
      .values(values)
      .onConflict((oc) =>
        oc.column('slo_id').doUpdateSet({
          filled_from: sql<Date>`least(slo_ledger_progress.filled_from, excluded.filled_from)`,
          filled_to: sql<Date>`greatest(slo_ledger_progress.filled_to, excluded.filled_to)`,
          ...(past ? { past_revision: sql<number>`slo_ledger_progress.past_revision + 1` } : {}),
        }),
      )
      .execute();
  }
}

async function rollUpHours(
  tx: Tx,
  ids: readonly string[],
  from: number,
  to: number,
): Promise<void> {
  await sql`insert into slo_ledger_hours as h (slo_id, hour, good, bad, covered_seconds, sample_seconds, regimes, territory)
    select slo_id, hour, sum(good), sum(bad), sum(covered), sum(sample), coalesce(jsonb_object_agg(regime, covered) filter (where regime is not null), '{}'), territory
      from (select slo_id, date_trunc('hour', minute) as hour, regime, sum(good) as good, sum(bad) as bad, sum(covered_seconds) as covered,
                   coalesce(sum(covered_seconds) filter (where source = 'sample'), 0) as sample, territory
              from slo_ledger_minutes where slo_id = any (${ids}::uuid[]) and minute >= ${new Date(from)} and minute < ${new Date(to)}
             group by slo_id, date_trunc('hour', minute), regime, territory) parts
     group by slo_id, hour, territory
    on conflict (slo_id, hour) do update set good = excluded.good, bad = excluded.bad, covered_seconds = excluded.covered_seconds,
                                             sample_seconds = excluded.sample_seconds, regimes = excluded.regimes
      where (h.good, h.bad, h.covered_seconds, h.sample_seconds, h.regimes) is distinct from
            (excluded.good, excluded.bad, excluded.covered_seconds, excluded.sample_seconds, excluded.regimes)`.execute(
    tx,
  );
}

async function rollUpDays(tx: Tx, ids: readonly string[], from: number, to: number): Promise<void> {
  await sql`insert into slo_ledger_days as d (slo_id, day, good, bad, covered_seconds, sample_seconds, regimes, territory)
    with h as (select *, date_trunc('day', hour) as day from slo_ledger_hours
                where slo_id = any (${ids}::uuid[]) and hour >= ${new Date(from)} and hour < ${new Date(to)}),
         held as (select h.slo_id, h.day, r.key, sum(r.value::int) as seconds from h, jsonb_each_text(h.regimes) r group by 1, 2, 3),
         shares as (select slo_id, day, jsonb_object_agg(key, seconds) as regimes from held group by 1, 2),
         sums as (select slo_id, day, territory, sum(good) as good, sum(bad) as bad, sum(covered_seconds) as covered, sum(sample_seconds) as sample from h group by 1, 2, 3)
    select slo_id, day, good, bad, covered, sample, coalesce(shares.regimes, '{}'), territory from sums left join shares using (slo_id, day)
    on conflict (slo_id, day) do update set good = excluded.good, bad = excluded.bad, covered_seconds = excluded.covered_seconds,
                                            sample_seconds = excluded.sample_seconds, regimes = excluded.regimes
      where (d.good, d.bad, d.covered_seconds, d.sample_seconds, d.regimes) is distinct from
            (excluded.good, excluded.bad, excluded.covered_seconds, excluded.sample_seconds, excluded.regimes)`.execute(
    tx,
  );
}
