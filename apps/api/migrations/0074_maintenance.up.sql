-- Planned work: who alerts meanwhile pages nobody, and everybody sees that.
create table maintenance_windows (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  reason text not null check (length(reason) between 1 and 2000),
  author jsonb not null,
  territory text not null references territories,
  labels jsonb not null default '{}',
  subjects text[] not null,
  matchers jsonb not null,
  time_zone text not null,
  starts text not null check (starts ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  duration_min integer not null check (duration_min between 5 and 10080),
  rrule text check (length(rrule) between 1 and 500),
  turns_at timestamptz,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint maintenance_windows_of_something check (cardinality(subjects) > 0 or jsonb_array_length(matchers) > 0)
);
comment on table maintenance_windows is 'When nobody is paged about alerts of subjects, or with labels: once or again and again';
comment on column maintenance_windows.starts is 'Wall time in time_zone at which the first one begins';
comment on column maintenance_windows.duration_min is 'Minutes on the wall from begin to end of each';
comment on column maintenance_windows.turns_at is 'When the next one begins, or the present one ends; null = never again';
create index maintenance_windows_territory on maintenance_windows (territory, slug);
create index maintenance_windows_turns on maintenance_windows (turns_at) where turns_at is not null;
alter table maintenance_windows enable row level security;
create policy maintenance_windows_territory on maintenance_windows to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update, delete on maintenance_windows to leitstand_app;

create table maintenance_turns (
  only_one boolean primary key default true check (only_one),
  turn bigint not null
);
comment on table maintenance_turns is 'Raised whenever a window begins, ends, is changed or deleted: incidents that were asked about before are asked about again';
insert into maintenance_turns (turn) values (0);
grant select, update on maintenance_turns to leitstand_app;

create table maintenance_holds (
  id uuid primary key,
  incident_id uuid not null references incidents on delete cascade,
  territory text not null references territories,
  window_id uuid not null,
  slug text not null,
  name text not null,
  since timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz
);
comment on table maintenance_holds is 'Refusals to page: while one holds, nobody is paged about its incident';
comment on column maintenance_holds.window_id is 'Of the window, which may be gone since';
create unique index maintenance_holds_present on maintenance_holds (incident_id) where ended_at is null;
create index maintenance_holds_incident on maintenance_holds (incident_id, since);
create index maintenance_holds_window on maintenance_holds (window_id, since);
alter table maintenance_holds enable row level security;
create policy maintenance_holds_territory on maintenance_holds to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update on maintenance_holds to leitstand_app;

alter table incidents
  add column maintenance_asked bigint not null default 0,
  add column maintenance_version integer not null default 0;
comment on column incidents.maintenance_asked is 'The turn of maintenance at which it was asked last whether a window holds it';
comment on column incidents.maintenance_version is 'Its version then';

alter table escalation_runs
  drop constraint escalation_runs_because_check,
  drop constraint escalation_runs_stopped_by_check,
  add constraint escalation_runs_because_check
    check (because in ('triggered', 'reopened', 'unacknowledged', 'acknowledge-timeout', 'snooze-ended', 'maintenance-ended', 'escalated')),
  add constraint escalation_runs_stopped_by_check
    check (stopped_by in ('acknowledged', 'resolved', 'replaced', 'snoozed', 'maintenance', 'merged'));
