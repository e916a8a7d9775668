-- Objectives, their history, the ledger of what was measured, and the newest reading of each.
-- An objective lives in its subject's territory: the pair is the foreign key, so a subject with objectives cannot move away.
alter table subjects add constraint subjects_id_territory unique (id, territory);

create table slos (
  id uuid primary key,
  slug text not null check (slug ~ '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$'),
  subject_id uuid,
  team text,
  territory text not null references territories,
  document jsonb not null,
  target text not null check (target ~ '^[0-9]+([.][0-9]+)?$'),
  time_window text not null,
  version int not null check (version > 0),
  indicator_revision int not null check (indicator_revision > 0),
  sample boolean not null default false,
  published_version int not null default 0,
  refused_version int,
  rules_state text not null default 'pending' check (rules_state in ('published', 'pending', 'failed')),
  rules_message text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint slos_subject foreign key (subject_id, territory) references subjects (id, territory),
  constraint slos_have_a_subject check (subject_id is not null or deleted_at is not null)
);
comment on table slos is 'Service level objectives; a deleted one keeps its row, its history and its ledger';
comment on column slos.team is 'Team the document names; null = the subject''s team answers';
comment on column slos.target is 'Percent as an exact decimal, never a binary float';
comment on column slos.indicator_revision is 'Counts changes of what is measured; a change of target or window keeps it';
comment on column slos.published_version is 'Newest version whose rules Prometheus has loaded; below version = still to be published';
comment on column slos.refused_version is 'Version whose rule file Prometheus refused; left alone until the SLO changes again';
create unique index slos_slug on slos (slug) where deleted_at is null;
create index slos_by_subject on slos (subject_id);
create index slos_unpublished on slos (id) where published_version < version or rules_state = 'pending';
alter table slos enable row level security;
create policy slos_territory on slos to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update on slos to leitstand_app;

create table slo_versions (
  slo_id uuid not null references slos,
  version int not null,
  territory text not null references territories,
  document jsonb,
  indicator_revision int not null,
  actor_kind text not null check (actor_kind in ('user', 'token', 'system')),
  actor_id text not null,
  actor_name text not null,
  at timestamptz not null,
  primary key (slo_id, version)
);
comment on table slo_versions is 'Every version of every SLO, who wrote it and when; document is null where it was deleted';
alter table slo_versions enable row level security;
create policy slo_versions_read on slo_versions for select to leitstand_app using (territory = any ((select leitstand_territories())::text[]));
create policy slo_versions_append on slo_versions for insert to leitstand_app with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert on slo_versions to leitstand_app;

-- The ledger. Its rows are facts, measured under the definition that was valid at that minute: a change of target or window
-- judges the same facts anew, a change of the indicator goes on in the same ledger, and slo_versions tells from when.
create table slo_ledger_progress (
  slo_id uuid primary key references slos,
  territory text not null references territories,
  filled_from timestamptz not null,
  filled_to timestamptz not null,
  check (filled_from <= filled_to)
) with (fillfactor = 50);
comment on table slo_ledger_progress is 'Minutes from filled_from (inclusive) to filled_to (exclusive) are in the ledger, without a hole';
alter table slo_ledger_progress enable row level security;
create policy slo_ledger_progress_territory on slo_ledger_progress to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update on slo_ledger_progress to leitstand_app;

create table slo_ledger_minutes (
  slo_id uuid not null,
  minute timestamptz not null,
  good numeric not null check (good >= 0),
  bad numeric not null check (bad >= 0),
  covered_seconds smallint not null check (covered_seconds between 0 and 60),
  regime text,
  source text not null check (source in ('measured', 'sample')),
  territory text not null,
  primary key (slo_id, minute)
) partition by range (minute);
comment on table slo_ledger_minutes is 'Good and bad events a minute (the minute''s start); covered_seconds 0 = nobody measured, not "no traffic". Kept 40 days by month';
alter table slo_ledger_minutes enable row level security;
create policy slo_ledger_minutes_territory on slo_ledger_minutes to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update (good, bad, covered_seconds, regime, source) on slo_ledger_minutes to leitstand_app;

create table slo_ledger_hours (
  slo_id uuid not null references slos,
  hour timestamptz not null,
  good numeric not null,
  bad numeric not null,
  covered_seconds int not null,
  sample_seconds int not null,
  regimes jsonb not null,
  territory text not null,
  primary key (slo_id, hour)
);
comment on table slo_ledger_hours is 'Sums of slo_ledger_minutes by UTC hour; regimes = covered seconds by regime. Kept 3 years';

create table slo_ledger_days (
  slo_id uuid not null references slos,
  day timestamptz not null,
  good numeric not null,
  bad numeric not null,
  covered_seconds int not null,
  sample_seconds int not null,
  regimes jsonb not null,
  territory text not null,
  primary key (slo_id, day)
);
comment on table slo_ledger_days is 'Sums of slo_ledger_hours by UTC day. Kept for ever';

alter table slo_ledger_hours enable row level security;
create policy slo_ledger_hours_territory on slo_ledger_hours to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
alter table slo_ledger_days enable row level security;
create policy slo_ledger_days_territory on slo_ledger_days to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update (good, bad, covered_seconds, sample_seconds, regimes) on slo_ledger_hours, slo_ledger_days to leitstand_app;

-- The application's role owns no table, so these two act for it: month partitions ahead of need, and retention.
create function slo_ledger_prepare(from_at timestamptz, to_at timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  month timestamptz := date_trunc('month', from_at);
  name text;
begin
  perform pg_advisory_xact_lock(hashtext('slo_ledger_partitions'));
  while month < to_at loop
    name := 'slo_ledger_minutes_' || to_char(month, 'YYYY_MM');
    if to_regclass(name) is null then
      execute format('create table %I partition of slo_ledger_minutes for values from (%L) to (%L)', name, month, month + interval '1 month');
      execute format('alter table %I enable row level security', name);
    end if;
    month := month + interval '1 month';
  end loop;
end $$;
comment on function slo_ledger_prepare is 'Creates the month partitions of slo_ledger_minutes that [from_at, to_at) needs';

create function slo_ledger_retain(at timestamptz) returns int
  language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  part regclass;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('slo_ledger_partitions'));
  for part in select inhrelid::regclass from pg_inherits where inhparent = 'slo_ledger_minutes'::regclass loop
    if to_date(right(part::text, 7), 'YYYY_MM') + interval '1 month' <= at - interval '40 days' then
      execute format('drop table %s', part);
      dropped := dropped + 1;
    end if;
  end loop;
  delete from slo_ledger_hours where hour < at - interval '3 years';
  return dropped;
end $$;
comment on function slo_ledger_retain is 'Drops minutes older than 40 days (whole months) and hours older than 3 years; gives the number of months dropped';
revoke all on function slo_ledger_prepare, slo_ledger_retain from public;
grant execute on function slo_ledger_prepare, slo_ledger_retain to leitstand_app;

create table slo_readings (
  slo_id uuid primary key references slos,
  territory text not null references territories,
  as_of timestamptz not null,
  slo_version int not null,
  reading json not null,
  burn_rates json not null,
  spark json not null,
  spark_key text not null,
  budget_state text not null check (budget_state in ('healthy', 'at-risk', 'exhausted', 'no-data')),
  burn_state text not null check (burn_state in ('steady', 'rising', 'burning', 'recovering', 'unknown')),
  left_share float8,
  burn_rate_1h float8,
  exhausts_at timestamptz
) with (fillfactor = 50);
-- Written anew every minute: room on the page keeps updates off the index.
comment on table slo_readings is 'The one reading of each SLO that list, detail, budget and chart serve, as the text that is sent; columns repeat what lists filter and sort by';
alter table slo_readings enable row level security;
create policy slo_readings_territory on slo_readings to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update on slo_readings to leitstand_app;
