import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import {
  BUDGET_STATES,
  BURN_STATES,
  parseLabelSelector,
  type BudgetState,
  type BurnState,
} from '#contract';
import type { SubjectKind } from '../../catalog/domain/subject.js';
import type { Tx } from '../../platform/db/tx.js';
import type { JsonText } from '../../platform/kernel/json-text.js';
import type { Reading } from '../domain/reading.js';
import type { RulesState } from '../domain/slo.js';
import type { SloFilter, SloSort } from '../domain/slo-list.js';
import type { Spark } from '../domain/slo-row.js';

/** One SLO with everything a list shows; document, reading and spark as JSON texts, parsed only by whoever looks inside. */
export interface SloRowRecord {
  readonly id: string;
  readonly slug: string;
  readonly territory: string;
  readonly sample: boolean;
  readonly version: number;
  readonly documentJson: string;
  readonly updatedAt: Date;
  readonly subject: { slug: string; name: string; kind: SubjectKind };
  readonly team: { slug: string; name: string } | null;
  readonly rulesState: RulesState;
  readonly rulesMessage: string | null;
  readonly readingJson: JsonText<Reading> | null;
  readonly sparkJson: JsonText<Spark> | null;
}

/** What is on one page of a list, without the rows themselves. */
export interface SloRowsPage {
  /** a stamp for each row, in order: the same only as long as nothing that the row shows has changed */
  readonly stamps: readonly string[];
  /** oldest reading on the page; null without any */
  readonly asOf: Date | null;
  readonly more: boolean;
  readonly counts: SloCounts;
}

/** The id of the row that a stamp belongs to. */
export function idOf(stamp: string): string {
  return stamp.slice(0, stamp.indexOf('/'));
}

/** How many of the matching SLOs are in which state, before a filter by state. */
export interface SloCounts {
  readonly total: number;
  readonly budget: Record<BudgetState, number>;
  readonly burn: Record<BurnState, number>;
}

interface RawPage {
  stamps: string | null;
  as_of: Date | null;
  counts: Record<string, number>;
  n: number;
}

interface Raw {
  id: string;
  slug: string;
  territory: string;
  sample: boolean;
  version: number;
  document: string;
  updated_at: Date;
  subject_slug: string;
  subject_name: string;
  subject_kind: SubjectKind;
  team_slug: string | null;
  team_name: string | null;
  rules_state: RulesState;
  rules_message: string | null;
  reading: JsonText<Reading> | null;
  spark: JsonText<Spark> | null;
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

/** Lists SLOs: one statement says which rows a page has and whether they changed, another fetches those that are wanted whole. */
@Injectable()
export class SloRowsRepository {
  async page(
    tx: Tx,
    filter: SloFilter,
    sort: SloSort,
    offset: number,
    limit: number,
  ): Promise<SloRowsPage> {
    const byState = sql.join(
      [
        sql`true`,
        ...(filter.budget ? [sql`m.budget_state = ${filter.budget}`] : []),
        ...(filter.burn ? [sql`m.burn_state = ${filter.burn}`] : []),
      ],
      sql` and `,
    );
    const { rows } = await sql<RawPage>`with m as materialized (${matching(filter)}),
        page as (select m.stamp, m.as_of, row_number() over (order by ${ORDERS[sort]}) as place from m where ${byState} order by place offset ${offset} limit ${limit})
      select (select string_agg(stamp, ' ' order by place) from page) as stamps, (select min(as_of) from page) as as_of,
             (select json_build_object('total', count(*)::int, ${sql.raw(COUNTS)}) from m) as counts,
             (select count(*)::int from m where ${byState}) as n`.execute(tx);
    const [row] = rows;
    return {
      stamps: row?.stamps?.split(' ') ?? [],
      asOf: row?.as_of ?? null,
      more: (row?.n ?? 0) > offset + limit,
      counts: countsOf(row?.counts ?? {}),
    };
  }

  /** The whole rows of these SLOs, by id. */
  async rows(tx: Tx, ids: readonly string[]): Promise<Map<string, SloRowRecord>> {
    if (ids.length === 0) return new Map();
    const { rows } =
      await sql<Raw>`${WHOLE} where s.deleted_at is null and s.id = any (${ids}::uuid[])`.execute(
        tx,
      );
    return new Map(rows.map((row) => [row.id, record(row)]));
  }

  async find(tx: Tx, slug: string): Promise<SloRowRecord | undefined> {
    const { rows } =
      await sql<Raw>`${WHOLE} where s.deleted_at is null and s.slug = ${slug}`.execute(tx);
    return rows[0] && record(rows[0]);
  }
}

const JOINED = sql`slos s join subjects j on j.id = s.subject_id left join teams t on t.slug = coalesce(s.team, j.team) left join slo_readings q on q.slo_id = s.id`;

const WHOLE = sql`select s.id, s.slug, s.territory, s.sample, s.version, s.updated_at, s.rules_state, s.rules_message, s.document::text as document,
    j.slug as subject_slug, j.name as subject_name, j.kind as subject_kind, t.slug as team_slug, t.name as team_name, q.reading::text as reading, q.spark::text as spark
  from ${JOINED}`;

/**
 * Changes whenever anything changes that the row shows: the writing transactions of all that it is joined from, an empty place
 * for what the scope does not see. A restarted server may give numbers out again that a crash took back.
 */
const STAMP = sql`format('%s/%s/%s/%s/%s/%s', s.id, s.xmin, j.xmin, t.xmin, q.xmin, (select extract(epoch from pg_postmaster_start_time())::text))`;

const counted = (column: string, states: readonly string[]) =>
  states.map(
    (state) => `'${column}:${state}', count(*) filter (where ${column}_state = '${state}')`,
  );
const COUNTS = [...counted('budget', BUDGET_STATES), ...counted('burn', BURN_STATES)].join(', ');

function countsOf(counts: Record<string, number>): SloCounts {
  const pick = <S extends string>(column: string, states: readonly S[]) =>
    Object.fromEntries(states.map((state) => [state, counts[`${column}:${state}`] ?? 0])) as Record<
      S,
      number
    >;
  return {
    total: counts['total'] ?? 0,
    budget: pick('budget', BUDGET_STATES),
    burn: pick('burn', BURN_STATES),
  };
}

/** SLOs that a filter (without states) matches, with what lists sort by. */
function matching(filter: SloFilter) {
  const wanted = [
    sql`s.deleted_at is null`,
    ...(filter.team ? [sql`coalesce(s.team, j.team) = ${filter.team}`] : []),
    ...(filter.subject ? [sql`j.slug = ${filter.subject}`] : []),
    ...(filter.territory ? [sql`s.territory = ${filter.territory}`] : []),
    ...(filter.label ? [labelled(filter.label)] : []),
    ...(filter.q
      ? [
          sql`(s.slug || ' ' || coalesce(s.document #>> '{metadata,displayName}', '') || ' ' || j.name) ilike ${`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`}`,
        ]
      : []),
  ];
  return sql`select s.slug, s.updated_at, coalesce(s.document #>> '{metadata,displayName}', s.slug) as name, ${STAMP} as stamp, q.as_of,
      coalesce(q.budget_state, 'no-data') as budget_state, coalesce(q.burn_state, 'unknown') as burn_state, q.left_share, q.burn_rate_1h, q.exhausts_at
    from ${JOINED}
    where ${sql.join(wanted, sql` and `)}`;
}

/** `name` asks for any value of a label, `name=value` for that one. */
function labelled(label: string) {
  const { name, value } = parseLabelSelector(label);
  const labels = sql`s.document #> '{metadata,labels}'`;
  return value === null
    ? sql`${labels} ? ${name}::text`
    : sql`${labels} ->> ${name}::text = ${value}`;
}

function record(raw: Raw): SloRowRecord {
  return {
    id: raw.id,
    slug: raw.slug,
    territory: raw.territory,
    sample: raw.sample,
    version: raw.version,
    documentJson: raw.document,
    updatedAt: raw.updated_at,
    subject: { slug: raw.subject_slug, name: raw.subject_name, kind: raw.subject_kind },
    team:
      raw.team_slug === null ? null : { slug: raw.team_slug, name: raw.team_name ?? raw.team_slug },
    rulesState: raw.rules_state,
    rulesMessage: raw.rules_message,
    readingJson: raw.reading,
    sparkJson: raw.spark,
  };
}
