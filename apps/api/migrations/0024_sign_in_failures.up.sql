-- Failed sign-ins, summed until their quarter of an hour is over: however many there are, two events of each account go on record.
create table sign_in_failures (
  account text not null,
  quarter timestamptz not null,
  failures integer not null default 1 check (failures > 0),
  primary key (account, quarter)
);
comment on table sign_in_failures is 'Failed sign-ins of an account by quarters of an hour, until they are on record; carries no address that somebody typed';
comment on column sign_in_failures.account is 'The user''s id; unknown = all addresses without an account';
alter table sign_in_failures enable row level security;
create policy sign_in_failures_access on sign_in_failures to leitstand_app
  using (leitstand_actor() = 'system:access') with check (leitstand_actor() = 'system:access');
grant select, insert, update, delete on sign_in_failures to leitstand_app;
