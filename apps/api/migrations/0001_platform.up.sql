-- What every later table leans on: who acts and in which territories, and the outbox.
grant usage on schema public to leitstand_app;

create function leitstand_territories() returns text[] language sql stable parallel safe
  as $$ select string_to_array(coalesce(current_setting('leitstand.territories', true), ''), ',') $$;
comment on function leitstand_territories() is 'Territories of the running transaction''s scope; empty outside of one';

create table territories (
  code text primary key check (code ~ '^[A-Z]{2,8}$'),
  name_de text not null,
  name_en text not null,
  created_at timestamptz not null default now()
);
comment on table territories is 'Where data may be seen; every row that carries data of a subject names one';
grant select, insert, update on territories to leitstand_app;
insert into territories (code, name_de, name_en) values ('DE', 'Deutschland', 'Germany'), ('CH', 'Schweiz', 'Switzerland');

create table heartbeats (
  process text primary key,
  at timestamptz not null default clock_timestamp()
);
comment on table heartbeats is 'Sign of life of background processes';
grant select, insert, update on heartbeats to leitstand_app;

create table outbox (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  type text not null,
  ids jsonb not null,
  territory text,
  at timestamptz not null default clock_timestamp(),
  relayed_at timestamptz
);
comment on table outbox is 'Facts to be told; read in the order (tx, id) below the oldest running transaction';
create index outbox_position on outbox (tx, id);
create index outbox_to_relay on outbox (tx, id) where relayed_at is null;

alter table outbox enable row level security;
create policy outbox_territory on outbox to leitstand_app
  using (territory is null or territory = any (leitstand_territories()))
  with check (territory is null or territory = any (leitstand_territories()));
grant select, insert, update (relayed_at), delete on outbox to leitstand_app;

create function outbox_doorbell() returns trigger language plpgsql
  as $$ begin perform pg_notify('leitstand_outbox', ''); return null; end $$;
create trigger outbox_doorbell after insert on outbox for each statement execute function outbox_doorbell();
