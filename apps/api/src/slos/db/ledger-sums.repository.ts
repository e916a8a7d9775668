import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import { NO_SUMS, type LedgerSums } from '../domain/reading.js';
import { spansOf, type Level, type Span } from '../domain/spans.js';

/** A stretch of one SLO's ledger: from (inclusive) to (exclusive), unix milliseconds. */
export interface Stretch {
  readonly sloId: string;
  readonly from: number;
  readonly to: number;
}

/** A span of one SLO, and the stretches that it is a part of: windows that end together share their newest part. */
interface Part extends Span {
  readonly sloId: string;
  readonly of: number[];
}

function partsOf(stretches: readonly Stretch[], minutesFrom: number): Part[] {
  const parts = new Map<string, Part>();
  stretches.forEach(({ sloId, from, to }, index) => {
    for (const span of spansOf(from, to, minutesFrom)) {
      const key = `${sloId}/${span.level}/${span.from}/${span.to}`;
      const part = parts.get(key) ?? { ...span, sloId, of: [] };
      part.of.push(index);
      parts.set(key, part);
    }
  });
  return [...parts.values()];
}

interface SumRow {
  i: number;
  good: string | null;
  bad: string | null;
  covered: number | null;
  sample: number | null;
}

const SOURCES = {
  minute: sql`(select slo_id, minute as at, good, bad, covered_seconds as covered, case source when 'sample' then covered_seconds else 0 end as sample from slo_ledger_minutes)`,
  hour: sql`(select slo_id, hour as at, good, bad, covered_seconds as covered, sample_seconds as sample from slo_ledger_hours)`,
  day: sql`(select slo_id, day as at, good, bad, covered_seconds as covered, sample_seconds as sample from slo_ledger_days)`,
} satisfies Record<Level, unknown>;

/** Adds up the ledger. However many stretches are asked for, it is three statements: one a level. */
@Injectable()
export class LedgerSumsRepository {
  /**
   * @param minutesFrom oldest minute that is kept, unix milliseconds
   * @returns one sum for each stretch, in their order
   */
  async sums(tx: Tx, stretches: readonly Stretch[], minutesFrom: number): Promise<LedgerSums[]> {
    const parts = partsOf(stretches, minutesFrom);
    const totals: LedgerSums[] = stretches.map(() => NO_SUMS);
    for (const level of ['day', 'hour', 'minute'] as const) {
      const some = parts.filter((part) => part.level === level);
      for (const row of some.length > 0 ? await partSums(tx, level, some) : []) {
        for (const index of some[row.i]?.of ?? [])
          totals[index] = added(totals[index] ?? NO_SUMS, row);
      }
    }
    return totals;
  }

  /** Covered seconds by regime for each stretch, in their order. */
  async regimes(
    tx: Tx,
    stretches: readonly Stretch[],
    minutesFrom: number,
  ): Promise<Record<string, number>[]> {
    const parts = partsOf(stretches, minutesFrom);
    const shares: Record<string, number>[] = stretches.map(() => ({}));
    for (const level of ['day', 'hour', 'minute'] as const) {
      const some = parts.filter((part) => part.level === level);
      for (const { i, regime, seconds } of some.length > 0
        ? await regimeSums(tx, level, some)
        : []) {
        for (const index of some[i]?.of ?? []) {
          const share = shares[index] ?? {};
          share[regime] = (share[regime] ?? 0) + seconds;
        }
      }
    }
    return shares;
  }

  /** Runs of minutes within a stretch of which nothing was recorded, in order; unix milliseconds. */
  async gaps(tx: Tx, { sloId, from, to }: Stretch): Promise<Pick<Stretch, 'from' | 'to'>[]> {
    const [first, end] = [new Date(from), new Date(to)];
    const { rows } = await sql<{ from: Date; to: Date }>`
      select min(minute) as "from", max(minute) + interval '1 minute' as "to" from (
        select m.minute, m.minute - row_number() over (order by m.minute) * interval '1 minute' as run
          from slo_ledger_hours h join slo_ledger_minutes m on m.slo_id = h.slo_id and m.minute >= h.hour and m.minute < h.hour + interval '1 hour'
         where h.slo_id = ${sloId} and h.covered_seconds < 3600 and h.hour >= date_trunc('hour', ${first}::timestamptz, 'UTC') and h.hour < ${end}
           and m.minute >= ${first} and m.minute < ${end} and m.covered_seconds = 0) u
       group by run order by 1`.execute(tx);
    return rows.map((row) => ({ from: row.from.getTime(), to: row.to.getTime() }));
  }

  /** The regime of the newest covered minute at or after `since`, by SLO. */
  async newestRegimes(
    tx: Tx,
    sloIds: readonly string[],
    since: Date,
  ): Promise<Map<string, string>> {
    const { rows } = await sql<{
      id: string;
      regime: string;
    }>`select distinct on (slo_id) slo_id as id, regime from slo_ledger_minutes
      where slo_id = any (${sloIds}::uuid[]) and minute >= ${since} and regime is not null order by slo_id, minute desc`.execute(
      tx,
    );
    return new Map(rows.map(({ id, regime }) => [id, regime]));
  }

  /** Sums of one SLO between neighbouring edges (unix milliseconds, sorted); all edges must lie on the level's grid. */
  async between(
    tx: Tx,
    sloId: string,
    edges: readonly number[],
    level: Level,
  ): Promise<LedgerSums[]> {
    const times = edges.map((edge) => new Date(edge).toISOString());
    const totals = edges.slice(1).map(() => NO_SUMS);
    const { rows } =
      await sql<SumRow>`select width_bucket(l.at, ${times}::timestamptz[]) - 1 as i, sum(l.good) as good, sum(l.bad) as bad, sum(l.covered)::int as covered, sum(l.sample)::int as sample
      from ${SOURCES[level]} l where l.slo_id = ${sloId} and l.at >= ${times[0]} and l.at < ${times.at(-1)} group by 1`.execute(
        tx,
      );
    for (const row of rows) totals[row.i] = added(NO_SUMS, row);
    return totals;
  }
}

function added(sums: LedgerSums, row: SumRow): LedgerSums {
  return {
    good: sums.good + Number(row.good ?? 0),
    bad: sums.bad + Number(row.bad ?? 0),
    coveredSeconds: sums.coveredSeconds + (row.covered ?? 0),
    sampleSeconds: sums.sampleSeconds + (row.sample ?? 0),
  };
}

function unnested(parts: readonly Part[]) {
  const times = (of: (part: Part) => number) => parts.map((part) => of(part) / 1000);
  return sql`unnest(${parts.map((_, i) => i)}::int[], ${parts.map((p) => p.sloId)}::uuid[], ${times((p) => p.from)}::float8[], ${times((p) => p.to)}::float8[]) as p(i, id, f, t)`;
}

async function partSums(tx: Tx, level: Level, parts: readonly Part[]): Promise<SumRow[]> {
  const { rows } =
    await sql<SumRow>`select p.i, s.good, s.bad, s.covered, s.sample from ${unnested(parts)} cross join lateral (
    select sum(l.good) as good, sum(l.bad) as bad, sum(l.covered)::int as covered, sum(l.sample)::int as sample from ${SOURCES[level]} l
     where l.slo_id = p.id and l.at >= to_timestamp(p.f) and l.at < to_timestamp(p.t)) s`.execute(
      tx,
    );
  return rows;
}

async function regimeSums(
  tx: Tx,
  level: Level,
  parts: readonly Part[],
): Promise<{ i: number; regime: string; seconds: number }[]> {
  const source =
    level === 'minute'
      ? sql`(select slo_id, minute as at, regime, covered_seconds as seconds from slo_ledger_minutes where regime is not null)`
      : level === 'hour'
        ? sql`(select h.slo_id, h.hour as at, r.key as regime, r.value::int as seconds from slo_ledger_hours h, jsonb_each_text(h.regimes) r)`
        : sql`(select d.slo_id, d.day as at, r.key as regime, r.value::int as seconds from slo_ledger_days d, jsonb_each_text(d.regimes) r)`;
  const { rows } = await sql<{
    i: number;
    regime: string;
    seconds: number;
  }>`select p.i, l.regime, sum(l.seconds)::int as seconds from ${unnested(parts)}
    join ${source} l on l.slo_id = p.id and l.at >= to_timestamp(p.f) and l.at < to_timestamp(p.t) group by p.i, l.regime`.execute(
    tx,
  );
  return rows;
}
