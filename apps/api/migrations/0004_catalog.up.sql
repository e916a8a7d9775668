-- What promises are made about, and who answers for it. Names (slugs) are unique on the whole instance and never change.
-- References are checked at the end of a transaction, so that many documents can be applied in any order.
create table teams (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  description text not null,
  territory text not null references territories,
  contact text,
  members text[] not null,
  labels jsonb not null,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table teams is 'Who answers for subjects and objectives';
create index teams_territory on teams (territory, slug);

create table environments (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  purpose text not null,
  availability text not null,
  access text not null,
  owner text not null,
  territory text not null references territories,
  labels jsonb not null,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table environments is 'Where subjects run: purpose, availability, access, owner';
create index environments_territory on environments (territory, slug);

create table subjects (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('service', 'data-store', 'environment', 'external-dependency', 'website')),
  description text not null,
  territory text not null references territories,
  team text references teams (slug) deferrable initially deferred,
  owner text,
  environment text references environments (slug) deferrable initially deferred,
  tier smallint check (tier between 1 and 3),
  data_class text check (data_class in ('personal', 'business', 'analytics')),
  url text,
  backup_interval text,
  backup_rpo text,
  backup_rto text,
  backup_restore_test_interval text,
  labels jsonb not null,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint subjects_backup check (
    case when kind = 'data-store'
      then num_nulls(backup_interval, backup_rpo, backup_rto, backup_restore_test_interval) = 0
      else num_nonnulls(backup_interval, backup_rpo, backup_rto, backup_restore_test_interval) = 0 end)
);
comment on table subjects is 'What objectives are about: services, data stores, environments, external dependencies, websites';
comment on column subjects.backup_rpo is 'Recovery point objective: how much may be lost, as a duration';
comment on column subjects.backup_rto is 'Recovery time objective: how long a restore may take, as a duration';
create index subjects_territory on subjects (territory, slug);
create index subjects_team on subjects (team);
create index subjects_environment on subjects (environment);

-- An edge belongs to the subject that depends, and so to its territory; the other end may lie in another one.
create table subject_dependencies (
  subject text not null references subjects (slug) on delete cascade,
  depends_on text not null references subjects (slug) deferrable initially deferred,
  territory text not null references territories,
  primary key (subject, depends_on),
  constraint subject_dependencies_no_self check (subject <> depends_on)
);
comment on table subject_dependencies is 'Which subject needs which other one';
create index subject_dependencies_depends_on on subject_dependencies (depends_on);

create table catalog_seed (
  only_one boolean primary key default true check (only_one),
  seeded_at timestamptz not null
);
comment on table catalog_seed is 'Marks that the catalog files of the first start were applied';
grant select, insert on catalog_seed to leitstand_app;

do $$ declare t text; begin
  foreach t in array array['teams', 'environments', 'subjects', 'subject_dependencies'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to leitstand_app using (territory = any ((select leitstand_territories())::text[]))
      with check (territory = any ((select leitstand_territories())::text[]))', t || '_territory', t);
    execute format('grant select, insert, update, delete on %I to leitstand_app', t);
  end loop;
end $$;
