-- What has to be heard from time to time; silence is the alarm.
create table alert_heartbeats (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  territory text not null references territories,
  subject text not null,
  interval_s integer not null check (interval_s between 30 and 2678400),
  grace_s integer not null check (grace_s between 0 and 2678400),
  token_hash text unique,
  token_prefix text,
  token_made_at timestamptz,
  last_ping_at timestamptz,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint alert_heartbeats_token check (num_nonnulls(token_hash, token_prefix, token_made_at) in (0, 3)),
  constraint alert_heartbeats_subject foreign key (subject, territory)
    references subjects (slug, territory) on update cascade deferrable initially deferred
);
comment on table alert_heartbeats is 'Jobs and systems that say that they are there; who is not heard in time opens an incident about its subject';
comment on column alert_heartbeats.last_ping_at is 'When it was last heard; null = never, and nobody waits for it until it has a token';
create index alert_heartbeats_territory on alert_heartbeats (territory, slug);
create index alert_heartbeats_subject on alert_heartbeats (subject);
alter table alert_heartbeats enable row level security;
create policy alert_heartbeats_territory on alert_heartbeats to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update, delete on alert_heartbeats to leitstand_app;

create table heartbeat_watch (
  only_one boolean primary key default true check (only_one),
  looked_at timestamptz not null,
  paused_at timestamptz not null,
  armed_at timestamptz not null
);
comment on table heartbeat_watch is 'When it was last looked whether something is late; what may have been said in the pause from paused_at to armed_at is waited for anew';
grant select, insert, update on heartbeat_watch to leitstand_app;
