import { BUDGET_STATES, BURN_STATES, MAX_PAGE_LENGTH, type SubjectKind } from '#contract';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { BudgetState, BurnState, SloFilter, SloSort } from '#contract';
import { Prepared } from '../../platform/db/prepared.js';
import type { Tx } from '../../platform/db/tx.js';
import type { JsonText } from '../../platform/kernel/json-text.js';
import type { Reading } from '../domain/reading.js';
import type { RuleCost } from '../domain/rule-cost.js';
import { sloFile } from '../domain/rule-files.js';
import type { RulesState } from '../domain/slo.js';
import type { SloRowRecord, Spark } from '../domain/slo-row.js';
import { inStates, JOINED, matching, orderBy } from './slo-list-sql.js';

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

/** All null where nothing was measured yet. */
interface RawCost {
  samples: number | null;
  peak_samples: number;
  complete: boolean;
  dearest: string;
  measured_at: Date;
  first_measured_at: Date;
  eval_seconds: number | null;
  refusal: string | null;
}

interface SloRowWithCost {
  readonly row: SloRowRecord;
  readonly cost: RuleCost | null;
}

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
    const byState = inStates(filter);
    const { rows } = await sql<RawPage>`with m as materialized (${matching(filter, sort)}),
        page as (select m.stamp, m.as_of, row_number() over (order by ${orderBy(sort)}) as place from m where ${byState} order by place offset ${offset} limit ${limit})
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

  /** The whole rows of these SLOs, by id: the first of them that make an answer together, at least one. */
  async rows(tx: Tx, ids: readonly string[]): Promise<Map<string, SloRowRecord>> {
    if (ids.length === 0) return new Map();
    const { rows } = await sql<Raw>`select * from (
        select r.*, sum(octet_length(document) + coalesce(octet_length(reading), 0) + coalesce(octet_length(spark), 0))
            over (order by array_position(${ids}::uuid[], id) rows between unbounded preceding and 1 preceding) as before
          from (${WHOLE} where s.deleted_at is null and s.id = any (${ids}::uuid[])) r) p
      where coalesce(before, 0) <= ${MAX_PAGE_LENGTH}`.execute(tx);
    return new Map(rows.map((row) => [row.id, record(row)]));
  }

  /** One row and what its rules cost: those that are loaded, or until any are, those measured last. */
  async find(tx: Tx, slug: string): Promise<SloRowWithCost | undefined> {
    const [raw] = await FOUND.rows(tx, slug, sloFile(slug));
    return raw && { row: record(raw), cost: cost(raw) };
  }
}

const WHOLE = sql`select s.id, s.slug, s.territory, s.sample, s.version, s.updated_at, s.rules_state, s.rules_message, s.document::text as document,
    j.slug as subject_slug, j.name as subject_name, j.kind as subject_kind, t.slug as team_slug, t.name as team_name, q.reading::text as reading, q.spark::text as spark
  from ${JOINED}`;

const FOUND = new Prepared<[slug: string, file: string], Raw & RawCost>(
  'leitstand-slo',
  (slug, file) =>
    sql`select r.*, samples::float8, peak_samples::float8, complete, dearest, measured_at, first_measured_at, eval_seconds, refusal
      from (${WHOLE} where s.deleted_at is null and s.slug = ${slug}) r left join slo_rule_costs c on c.slo_id = r.id
      order by c.rules_hash = (select loaded_hash from slo_rule_files where file = ${file}) desc nulls last, c.measured_at desc
      limit 1`,
);

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

function cost(raw: RawCost): RuleCost | null {
  const { samples, complete, dearest, refusal } = raw;
  if (samples === null) return null;
  const [peak, measuredAt] = [raw.peak_samples, raw.measured_at];
  const [since, seconds] = [raw.first_measured_at, raw.eval_seconds];
  return { samples, peak, complete, refusal, dearest, measuredAt, since, seconds };
}
