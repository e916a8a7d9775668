import { parseLabelSelector, parseSloSort, searchWords } from '#contract';
import { BUDGET_STATES, BURN_STATES, type SloFilter, type SloOrder, type SloSort } from '#contract';
import { sql, type RawBuilder } from 'kysely';

type Sql = RawBuilder<unknown>;

/** SLOs with all that a row of the list is joined from: `s`, its subject `j`, its team `t`, its reading `q`. */
export const JOINED = sql`slos s join subjects j on j.id = s.subject_id left join teams t on t.slug = coalesce(s.team, j.team) left join slo_readings q on q.slo_id = s.id`;

/**
 * Changes whenever anything changes that the row shows: the writing transactions of all that it is joined from, an empty place
 * for what the scope does not see. A restarted server may give numbers out again that a crash took back.
 */
const STAMP = sql`format('%s/%s/%s/%s/%s/%s', s.id, s.xmin, j.xmin, t.xmin, q.xmin, (select extract(epoch from pg_postmaster_start_time())::text))`;

const LABELS = sql`coalesce(s.document #> '{metadata,labels}', '{}')`;

/** What a search looks through; the same fields as libs/contract's `sloMatcher`. Unicode's lower case is also JavaScript's. */
const SEARCHED = sql`lower(concat_ws(E'\\n', coalesce(s.document #>> '{metadata,displayName}', s.slug), s.slug, s.document #>> '{spec,description}',
  j.name, j.slug, t.name, (select string_agg(l.key || '=' || l.value, E'\\n') from jsonb_each_text(${LABELS}) l)) collate "und-x-icu")`;

/** `name` asks for any value of a label, `name=value` for that one. */
function labelled(label: string): Sql {
  const { name, value } = parseLabelSelector(label);
  return value === null
    ? sql`${LABELS} ? ${name}::text`
    : sql`${LABELS} ->> ${name}::text = ${value}`;
}

/** Stands only in the text of the reading, which is taken apart for nobody who does not ask. */
const inReading = (name: SloOrder, order: SloOrder): Sql =>
  order === name ? sql`(q.reading ->> ${name}::text)::float8` : sql`null::float8`;

/**
 * SLOs that a filter lets through, whatever their states, under the names that states and orders refer to as `m`.
 * @param sort what else is looked up, to sort by it
 */
export function matching(filter: SloFilter, sort: SloSort): Sql {
  const { order } = parseSloSort(sort);
  const wanted = [
    sql`s.deleted_at is null`,
    ...(filter.team ? [sql`t.slug = ${filter.team}`] : []),
    ...(filter.subject ? [sql`j.slug = ${filter.subject}`] : []),
    ...(filter.territory ? [sql`s.territory = ${filter.territory}`] : []),
    ...(filter.label ? [labelled(filter.label)] : []),
    ...searchWords(filter.q ?? '').map((word) => sql`strpos(${SEARCHED}, ${word}) > 0`),
  ];
  return sql`select s.slug, date_trunc('milliseconds', s.updated_at) as updated_at, s.territory, s.target::float8 as target,
      coalesce(s.document #>> '{metadata,displayName}', s.slug) as name, j.name as subject, t.name as team, ${STAMP} as stamp, q.as_of,
      coalesce(q.budget_state, 'no-data') as budget_state, coalesce(q.burn_state, 'unknown') as burn_state,
      q.left_share, q.burn_rate_1h, q.exhausts_at, ${inReading('sli', order)} as sli, ${inReading('coverage', order)} as coverage
    from ${JOINED}
    where ${sql.join(wanted, sql` and `)}`;
}

/** The part of a filter that is about states, and that counts by state are made before. */
export function inStates({ budget, burn }: SloFilter): Sql {
  const wanted = [
    sql`true`,
    ...(budget ? [sql`m.budget_state = ${budget}`] : []),
    ...(burn ? [sql`m.burn_state = ${burn}`] : []),
  ];
  return sql.join(wanted, sql` and `);
}

const RANK = sql`case when m.budget_state = 'exhausted' then 0 when m.exhausts_at is not null then 1
  when m.budget_state = 'at-risk' then 2 when m.budget_state = 'no-data' then 3 else 4 end`;
const NAME = sql`m.name collate slo_text`;
const URGENCY: readonly Sql[] = [
  RANK,
  sql`case when m.budget_state <> 'exhausted' then m.exhausts_at end`,
  sql`coalesce(m.left_share, 0)`,
  NAME,
];
const placeOf = (column: string, states: readonly string[]): Sql =>
  sql`array_position(${sql.lit(`{${states.join(',')}}`)}::text[], m.${sql.ref(column)})`;

/** What each order compares, one after the other; the same as libs/contract's `compareSlos`. */
const KEYS: Record<SloOrder, readonly Sql[]> = {
  urgency: URGENCY,
  name: [NAME],
  subject: [sql`m.subject collate slo_text`],
  team: [sql`m.team collate slo_text`],
  territory: [sql`m.territory collate slo_text`],
  target: [sql`m.target`],
  state: [placeOf('budget_state', BUDGET_STATES)],
  sli: [sql`m.sli`],
  budget: [sql`m.left_share`],
  burn: [sql`-${placeOf('burn_state', BURN_STATES)}`, sql`coalesce(m.burn_rate_1h, 0)`],
  exhausts: [
    sql`case when m.budget_state = 'exhausted' then to_timestamp(0) else m.exhausts_at end`,
  ],
  coverage: [sql`m.coverage`],
  updated: [sql`m.updated_at`],
};

/** What stands behind `order by`: missing values last either way, equal rows by urgency, and in the end by slug. */
export function orderBy(sort: SloSort): Sql {
  const { order, descending } = parseSloSort(sort);
  const way = descending ? sql`desc` : sql`asc`;
  return sql.join([
    ...KEYS[order].map((key) => sql`${key} ${way} nulls last`),
    ...(order === 'urgency' ? [] : URGENCY.map((key) => sql`${key} asc nulls last`)),
    sql`m.slug collate "C"`,
  ]);
}
