-- Who is paged about an incident, in which order. A policy is for incidents of its own territory.
alter table subjects add constraint subjects_slug_territory unique (slug, territory);

create table escalation_policies (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  description text not null,
  territory text not null references territories,
  labels jsonb not null,
  serves_default boolean not null,
  steps jsonb not null check (jsonb_array_length(steps) between 1 and 20),
  repeat smallint check (repeat between 0 and 10),
  fallback jsonb not null,
  waiver text check (length(waiver) > 0),
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (id, territory)
);
comment on table escalation_policies is 'Who is paged about an incident, in which order';
comment on column escalation_policies.repeat is 'How often the steps are gone through again after the first time; null = until somebody acknowledges';
comment on column escalation_policies.steps is 'In order: how long each waits, and whom it means; schedules by slug, users by id';
comment on column escalation_policies.fallback is 'Whoever is paged when no step reaches anybody, and again and again when the steps are used up';
comment on column escalation_policies.waiver is 'Why it may be kept although it reaches nobody';
create index escalation_policies_territory on escalation_policies (territory, slug);
create unique index escalation_policies_default on escalation_policies (territory) where serves_default;

create table escalation_policy_subjects (
  subject text primary key,
  policy_id uuid not null,
  territory text not null,
  foreign key (policy_id, territory) references escalation_policies (id, territory) on update cascade on delete cascade,
  constraint escalation_policy_subjects_subject foreign key (subject, territory)
    references subjects (slug, territory) deferrable initially deferred
);
comment on table escalation_policy_subjects is 'Subjects whose incidents a policy is for; one policy a subject';
create index escalation_policy_subjects_policy on escalation_policy_subjects (policy_id);

-- A team answers for subjects in any territory, so each territory has a policy of its own for it.
create table escalation_policy_teams (
  team text not null,
  policy_id uuid not null,
  territory text not null,
  primary key (team, territory),
  foreign key (policy_id, territory) references escalation_policies (id, territory) on update cascade on delete cascade,
  constraint escalation_policy_teams_team foreign key (team) references teams (slug) deferrable initially deferred
);
comment on table escalation_policy_teams is 'Teams whose incidents a policy is for; one policy a team and territory';
create index escalation_policy_teams_policy on escalation_policy_teams (policy_id);

do $$ declare t text; begin
  foreach t in array array['escalation_policies', 'escalation_policy_subjects', 'escalation_policy_teams'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to leitstand_app using (territory = any ((select leitstand_territories())::text[]))
      with check (territory = any ((select leitstand_territories())::text[]))', t || '_territory', t);
    execute format('grant select, insert, update, delete on %I to leitstand_app', t);
  end loop;
end $$;

create table escalation_runs (
  id uuid primary key,
  incident_id uuid not null references incidents on delete cascade,
  territory text not null references territories,
  number integer not null check (number > 0),
  because text not null check (because in ('triggered', 'reopened', 'unacknowledged', 'acknowledge-timeout')),
  policy jsonb,
  chosen_by text check (chosen_by in ('subject', 'team', 'default')),
  first_user_id uuid,
  epoch integer not null,
  state text not null check (state in ('unserved', 'running', 'exhausted', 'stopped')),
  stopped_by text check (stopped_by in ('acknowledged', 'resolved', 'replaced')),
  loop integer not null check (loop > 0),
  step integer not null check (step >= 0),
  next_at timestamptz not null,
  nobody_since timestamptz,
  started_at timestamptz not null,
  ended_at timestamptz,
  unique (incident_id, number),
  constraint escalation_runs_policy check (num_nonnulls(policy, chosen_by) in (0, 2)),
  constraint escalation_runs_served check (policy is not null or state in ('unserved', 'stopped')),
  constraint escalation_runs_stopped check (num_nonnulls(stopped_by, ended_at) = case when state = 'stopped' then 2 else 0 end)
);
comment on table escalation_runs is 'One way through a policy for one incident, from its first page to an acknowledgement';
comment on column escalation_runs.policy is 'Steps, repetition and fallback as they were when it began; whom they mean is asked anew at each step. null = no policy serves the incident';
comment on column escalation_runs.epoch is 'Of the incident''s topic when it began: another one means that somebody acknowledged or resolved it meanwhile';
comment on column escalation_runs.step is '1 to n of the policy; 0 = a person who is asked first, n + 1 = the fallback';
comment on column escalation_runs.nobody_since is 'Since when nobody at all could be reached';
create unique index escalation_runs_live on escalation_runs (incident_id) where state <> 'stopped';
create index escalation_runs_due on escalation_runs (next_at) where state <> 'stopped';
alter table escalation_runs enable row level security;
create policy escalation_runs_territory on escalation_runs to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update on escalation_runs to leitstand_app;
