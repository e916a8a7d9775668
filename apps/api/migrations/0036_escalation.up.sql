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
