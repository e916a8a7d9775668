import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { BudgetState, BurnState } from '#slo';
import type { Tx } from '../../platform/db/tx.js';
import type { RulesState } from '../domain/slo.js';
import type { SloFilter, SloSort } from '../domain/slo-list.js';

/** One SLO with everything a list shows; document, reading and spark as JSON texts, parsed only by whoever looks inside. */
export interface SloRowRecord {
  readonly id: string;
  readonly slug: string;
  readonly territory: string;
  readonly sample: boolean;
  readonly version: number;
  readonly documentJson: string;
  readonly updatedAt: Date;
  readonly subject: { slug: string; name: string; kind: string };
  readonly team: { slug: string; name: string } | null;
  readonly rulesState: RulesState;
  readonly rulesMessage: string | null;
  readonly readingJson: string | null;
  readonly sparkJson: string | null;
  readonly asOf: Date | null;
}

/** How many of the matching SLOs are in which state, before a filter by state. */
export interface SloCounts {
  readonly total: number;
  readonly budget: Record<BudgetState, number>;
  readonly burn: Record<BurnState, number>;
}

interface Raw {
  id: string | null;
  slug: string;
  territory: string;
  sample: boolean;
  version: number;
  document: string;
  updated_at: Date;
  subject_slug: string;
  subject_name: string;
  subject_kind: string;
  team_slug: string | null;
  team_name: string | null;
  rules_state: RulesState;
  rules_message: string | null;
  reading: string | null;
  spark: string | null;
  as_of: Date | null;
  counts: Record<string, number> | null;
}

const ORDERS: Record<SloSort, RawBuilder<unknown>> = {
  urgency: sql`m.exhausts_at asc nulls last, m.left_share asc nulls last, m.slug`,
  name: sql`lower(m.name), m.slug`,
  '-name': sql`lower(m.name) desc, m.slug desc`,
  budget: sql`m.left_share asc nulls last, m.slug`,
  '-budget': sql`m.left_share desc nulls last, m.slug`,
  burn: sql`m.burn_rate_1h asc nulls last, m.slug`,
  '-burn': sql`m.burn_rate_1h desc nulls last, m.slug`,
  updated: sql`m.updated_at, m.slug`,
  '-updated': sql`m.updated_at desc, m.slug`,
};

/** Lists SLOs: one statement for rows, readings and counts. */
@Injectable()
export class SloRowsRepository {
  async list(tx: Tx, filter: SloFilter, sort: SloSort, offset: number, limit: number): Promise<{ rows: SloRowRecord[]; counts: SloCounts }> {
    const byState = sql.join([sql`true`, ...(filter.budget ? [sql`m.budget_state = ${filter.budget}`] : []), ...(filter.burn ? [sql`m.burn_state = ${filter.burn}`] : [])], sql` and `);
    const { rows } = await sql<Raw>`with m as materialized (${matching(filter)}),
        c as (select json_build_object('total', count(*)::int, ${sql.raw(COUNTS)}) as counts from m),
        page as (select m.*, row_number() over (order by ${ORDERS[sort]}) as place from m where ${byState} order by place offset ${offset} limit ${limit})
      select page.*, d.document::text as document, r.reading::text as reading, r.spark::text as spark, r.as_of,
             case when page.place is null or page.place = ${offset + 1} then c.counts end as counts
        from c left join page on true left join slos d on d.id = page.id left join slo_readings r on r.slo_id = page.id order by page.place`.execute(tx);
    return { rows: rows.filter((row) => row.id !== null).map(record), counts: countsOf(rows[0]?.counts ?? {}) };
  }

  /**
   * Changes whenever a row changes that a list of this scope could show: a digest of the writing transactions of all of them.
   * Costs a twentieth of the list itself.
   */
  async stamp(tx: Tx): Promise<string> {
    const { rows } = await sql<{ stamp: string }>`select md5(concat_ws('|',
      (select string_agg(xmin::text, ',' order by id) from slos where deleted_at is null),
      (select string_agg(xmin::text, ',' order by slo_id) from slo_readings),
      (select string_agg(xmin::text, ',' order by id) from subjects),
      (select string_agg(xmin::text, ',' order by slug) from teams))) as stamp`.execute(tx);
    return rows[0]?.stamp ?? '';
  }

  async find(tx: Tx, slug: string): Promise<SloRowRecord | undefined> {
    const { rows } = await sql<Raw>`select m.*, d.document::text as document, r.reading::text as reading, r.spark::text as spark, r.as_of
      from (${matching({ slug })}) m join slos d on d.id = m.id left join slo_readings r on r.slo_id = m.id`.execute(tx);
    return rows[0] && record(rows[0]);
  }
}

const BUDGETS: readonly BudgetState[] = ['healthy', 'at-risk', 'exhausted', 'no-data'];
const BURNS: readonly BurnState[] = ['steady', 'rising', 'burning', 'recovering', 'unknown'];
const counted = (column: string, states: readonly string[]) => states.map((state) => `'${column}:${state}', count(*) filter (where ${column}_state = '${state}')`);
const COUNTS = [...counted('budget', BUDGETS), ...counted('burn', BURNS)].join(', ');

function countsOf(counts: Record<string, number>): SloCounts {
  const pick = <S extends string>(column: string, states: readonly S[]) => Object.fromEntries(states.map((state) => [state, counts[`${column}:${state}`] ?? 0])) as Record<S, number>;
  return { total: counts['total'] ?? 0, budget: pick('budget', BUDGETS), burn: pick('burn', BURNS) };
}

/** SLOs that a filter (without states) matches, with what lists sort by. */
function matching(filter: SloFilter & { slug?: string }) {
  const wanted = [
    sql`s.deleted_at is null`,
    ...(filter.slug ? [sql`s.slug = ${filter.slug}`] : []),
    ...(filter.team ? [sql`coalesce(s.team, j.team) = ${filter.team}`] : []),
    ...(filter.subject ? [sql`j.slug = ${filter.subject}`] : []),
    ...(filter.territory ? [sql`s.territory = ${filter.territory}`] : []),
    ...(filter.label ? [labelled(filter.label)] : []),
    ...(filter.q ? [sql`(s.slug || ' ' || coalesce(s.document #>> '{metadata,displayName}', '') || ' ' || j.name) ilike ${`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`}`] : []),
  ];
  return sql`select s.id, s.slug, s.territory, s.sample, s.version, s.updated_at, s.rules_state, s.rules_message,
      coalesce(s.document #>> '{metadata,displayName}', s.slug) as name,
      j.slug as subject_slug, j.name as subject_name, j.kind as subject_kind, t.slug as team_slug, t.name as team_name,
      coalesce(q.budget_state, 'no-data') as budget_state, coalesce(q.burn_state, 'unknown') as burn_state, q.left_share, q.burn_rate_1h, q.exhausts_at
    from slos s join subjects j on j.id = s.subject_id left join teams t on t.slug = coalesce(s.team, j.team) left join slo_readings q on q.slo_id = s.id
    where ${sql.join(wanted, sql` and `)}`;
}

/** `name` asks for any value of a label, `name=value` for that one. */
function labelled(label: string) {
  const [name, ...rest] = label.split('=');
  const labels = sql`s.document #> '{metadata,labels}'`;
  return rest.length === 0 ? sql`${labels} ? ${name}::text` : sql`${labels} ->> ${name}::text = ${rest.join('=')}`;
}

function record(raw: Raw): SloRowRecord {
  return {
    id: raw.id ?? '',
    slug: raw.slug,
    territory: raw.territory,
    sample: raw.sample,
    version: raw.version,
    documentJson: raw.document,
    updatedAt: raw.updated_at,
    subject: { slug: raw.subject_slug, name: raw.subject_name, kind: raw.subject_kind },
    team: raw.team_slug === null ? null : { slug: raw.team_slug, name: raw.team_name ?? raw.team_slug },
    rulesState: raw.rules_state,
    rulesMessage: raw.rules_message,
    readingJson: raw.reading,
    sparkJson: raw.spark,
    asOf: raw.as_of,
  };
}
