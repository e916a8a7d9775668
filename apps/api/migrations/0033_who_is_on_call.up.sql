-- Who is on call when. Shifts are computed from these rows, never stored: one function answers everybody (ADR 0034).
create table schedules (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  territory text not null references territories,
  team text references teams (slug) deferrable initially deferred,
  time_zone text not null check (time_zone ~ '^[A-Za-z]'),
  layers jsonb not null check (jsonb_typeof(layers) = 'array' and jsonb_array_length(layers) between 1 and 10),
  labels jsonb not null,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (id, territory)
);
comment on table schedules is 'Who is on call when: rotations in layers, of which the first one with somebody counts';
comment on column schedules.layers is 'Rotations with their restricted hours, first to last, without their members';
create index schedules_territory on schedules (territory, slug);
create index schedules_team on schedules (team);

-- What hangs on a schedule moves with it to another territory.
create table schedule_members (
  schedule_id uuid not null,
  territory text not null,
  layer smallint not null check (layer >= 0),
  position smallint not null check (position >= 0),
  user_id uuid not null references users,
  primary key (schedule_id, layer, position),
  foreign key (schedule_id, territory) references schedules (id, territory) on update cascade on delete cascade
);
comment on table schedule_members is 'Whose turns follow each other in the layers of a schedule';
create index schedule_members_user on schedule_members (user_id);

create table schedule_overrides (
  id uuid primary key,
  number bigint not null generated always as identity,
  schedule_id uuid not null,
  territory text not null,
  user_id uuid not null references users,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid references users,
  check (starts_at < ends_at),
  foreign key (schedule_id, territory) references schedules (id, territory) on update cascade on delete cascade
);
comment on table schedule_overrides is 'Who stands in for whoever would be on call';
comment on column schedule_overrides.number is 'In the order in which they were made: where two overlap, the greater one counts';
comment on column schedule_overrides.created_by is 'Who made it; null = a token that is nobody''s';
create index schedule_overrides_time on schedule_overrides (schedule_id, ends_at);
create index schedule_overrides_user on schedule_overrides (user_id);

do $$ declare t text; begin
  foreach t in array array['schedules', 'schedule_members', 'schedule_overrides'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to leitstand_app using (territory = any ((select leitstand_territories())::text[]))
      with check (territory = any ((select leitstand_territories())::text[]))', t || '_territory', t);
    execute format('grant select, insert, update, delete on %I to leitstand_app', t);
  end loop;
end $$;
