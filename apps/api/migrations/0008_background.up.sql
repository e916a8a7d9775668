-- Background work: leases, one clock for what is due, and words of the field for what notifies.

-- The clock that leases and due times are compared on. It is the database's own; a test may shift it, the application never can.
create table clock_shift (
  only_row boolean primary key default true check (only_row),
  shift interval not null
);
comment on table clock_shift is 'Empty but in tests, where the owner writes by how much time was advanced; the application only reads it';
grant select on clock_shift to leitstand_app;

create function leitstand_now() returns timestamptz language sql volatile parallel safe
  as $$ select clock_timestamp() + coalesce((select shift from clock_shift), interval '0') $$;
comment on function leitstand_now() is 'Now, at the moment of the call; the one clock of leases and due times';

create table leases (
  name text primary key,
  holder uuid,
  fence bigint not null,
  expires_at timestamptz not null
);
comment on table leases is 'Who does a piece of background work right now; carries no data of a subject';
comment on column leases.holder is 'Null = released; one that died keeps it until it expires';
comment on column leases.fence is 'Grows with every claim, so that a holder that lost its lease cannot record any more';
grant select, insert, update on leases to leitstand_app;

alter table heartbeats alter column at set default leitstand_now();
alter table outbox alter column at set default leitstand_now();

alter function outbox_doorbell() rename to outbox_notify;
alter trigger outbox_doorbell on outbox rename to outbox_notify;
alter function access_doorbell() rename to access_notify;
alter trigger access_doorbell on users rename to access_notify;
alter trigger access_doorbell on user_grants rename to access_notify;
alter trigger access_doorbell on auth_sessions rename to access_notify;
alter trigger access_doorbell on api_tokens rename to access_notify;
