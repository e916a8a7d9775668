import type pg from 'pg';
import { objectives } from './objectives.js';

/** Days of ledger that each seeded SLO has, and hours of it with minutes (older minutes are only read at the edges of windows). */
const DAYS = 31;
const MINUTE_HOURS = 26;

/**
 * Puts `count` SLOs with a month of ledger into a fresh database: five events a second each, one in two thousand bad, every
 * third a latency objective with two regimes.
 */
export async function seedSlos(owner: pg.Client, count: number): Promise<void> {
  await owner.query(`insert into teams (id, slug, name, description, territory, members, labels, version, created_at, updated_at)
    select gen_random_uuid(), 'team-' || i, 'Team ' || i, '', 'DE', '{}', '{}', 1, now(), now() from generate_series(0, 19) i`);
  await owner.query(`insert into subjects (id, slug, name, kind, description, territory, team, labels, version, created_at, updated_at)
    select gen_random_uuid(), 'service-' || i, 'Service ' || i, 'service', '', 'DE', 'team-' || i % 20, '{}', 1, now(), now() from generate_series(0, 99) i`);
  const documents = objectives(count).map((document) => JSON.stringify(document));
  await owner.query(
    `insert into slos (id, slug, subject_id, territory, document, target, time_window, version, indicator_revision, published_version, rules_state, created_at)
     select gen_random_uuid(), d.document #>> '{metadata,name}', s.id, 'DE', d.document, d.document #>> '{spec,target}', '30d', 1, 1, 1, 'published', now() - interval '${DAYS} days'
       from unnest($1::jsonb[]) as d(document) join subjects s on s.slug = d.document #>> '{spec,subject}'`,
    [documents],
  );
  await owner.query(
    `insert into slo_ledger_progress select id, territory, date_trunc('day', now()) - interval '${DAYS} days', date_trunc('minute', now()) from slos`,
  );
  await owner.query(
    `select slo_ledger_prepare(now() - interval '${DAYS} days', now() + interval '1 day')`,
  );
  const counts = (seconds: number) =>
    `${seconds * 5} - ${Math.max(1, Math.round(seconds / 400))}, ${Math.max(1, Math.round(seconds / 400))}`;
  const regimes = (seconds: number) =>
    `case when s.document #> '{spec,indicator,latency}' is null then '{}' else '{"normal": ${seconds - 600}, "peak": 600}' end::jsonb`;
  await owner.query(`insert into slo_ledger_days select s.id, day, ${counts(86_400)}, 86400, 0, ${regimes(86_400)}, 'DE'
    from slos s, generate_series(date_trunc('day', now()) - interval '${DAYS} days', now(), interval '1 day') day`);
  await owner.query(`insert into slo_ledger_hours select s.id, hour, ${counts(3600)}, 3600, 0, ${regimes(3600)}, 'DE'
    from slos s, generate_series(date_trunc('day', now()) - interval '${DAYS} days', now(), interval '1 hour') hour`);
  await owner.query(`insert into slo_ledger_minutes select s.id, minute, ${counts(60)}, 60, case when s.document #> '{spec,indicator,latency}' is null then null else 'normal' end, 'measured', 'DE'
    from slos s, generate_series(date_trunc('hour', now()) - interval '${MINUTE_HOURS} hours', now(), interval '1 minute') minute`);
  await owner.query('analyze');
}
