-- What was done, by whom: append-only, hash-chained.
create table audit_events (
  seq bigint primary key,
  at timestamptz(3) not null,
  actor_kind text not null check (actor_kind in ('user', 'token', 'system')),
  actor_id text not null,
  actor_name text not null,
  action text not null,
  target_kind text,
  target_id text,
  target_name text,
  territory text references territories,
  reason text,
  before jsonb,
  after jsonb,
  request_id text,
  ip text,
  previous_hash text not null,
  hash text not null
);
comment on table audit_events is 'Append-only audit trail; hash = SHA-256 over previous_hash and the canonical content';
create index audit_events_target on audit_events (target_kind, target_id, seq desc);
create index audit_events_actor on audit_events (actor_id, seq desc);

create table audit_head (
  only_one boolean primary key default true check (only_one),
  seq bigint not null,
  hash text not null,
  seal text not null
);
comment on table audit_head is 'Newest link of the chain, sealed with a key that is not in the database';
insert into audit_head (seq, hash, seal) values (0, repeat('0', 64), '');

create function audit_is_append_only() returns trigger language plpgsql
  as $$ begin raise exception 'the audit trail is append-only'; end $$;
create trigger audit_no_edit before update or delete on audit_events for each row execute function audit_is_append_only();
create trigger audit_no_truncate before truncate on audit_events for each statement execute function audit_is_append_only();

alter table audit_events enable row level security;
create policy audit_read on audit_events for select to leitstand_app
  using (territory is null or territory = any (leitstand_territories()));
create policy audit_append on audit_events for insert to leitstand_app
  with check (territory is null or territory = any (leitstand_territories()));
grant select, insert on audit_events to leitstand_app;
grant select, update on audit_head to leitstand_app;
