-- What people were promised by mail is a row, so that a crash between the promise and the mail server loses none.
create table mails (
  id uuid primary key,
  content bytea,
  created_at timestamptz not null default leitstand_now(),
  expires_at timestamptz not null,
  attempts integer not null default 0,
  next_try_at timestamptz not null,
  last_error text,
  outcome text check (outcome in ('sent', 'refused', 'expired')),
  ended_at timestamptz,
  check ((outcome is null) = (ended_at is null)),
  check ((outcome is null) = (content is not null))
);
comment on table mails is 'Mails on their way. The content is encrypted (links sign people in) and goes when the mail is sent or not to be sent any more';
comment on column mails.content is 'Recipient, subject and text, AES-256-GCM under a key made from LEITSTAND_SECRET';
comment on column mails.attempts is 'Grows with every claim, so that who was too slow cannot record any more';
comment on column mails.next_try_at is 'When somebody may claim it next; a claim moves it ahead';
create index mails_due on mails (next_try_at) where outcome is null;
create index mails_ended on mails (ended_at) where outcome is not null;
alter table mails enable row level security;
create policy mails_promise on mails for insert to leitstand_app with check (attempts = 0 and outcome is null);
create policy mails_send on mails to leitstand_app
  using (leitstand_actor() = 'system:mail') with check (leitstand_actor() = 'system:mail');
grant select, insert, update, delete on mails to leitstand_app;

create table password_reset_requests (
  id uuid primary key,
  content bytea not null,
  created_at timestamptz not null default leitstand_now()
);
comment on table password_reset_requests is 'Somebody asked for a link to a new password, and nobody has looked yet whether there is an account';
comment on column password_reset_requests.content is 'Address, language and origin, encrypted like mails';
alter table password_reset_requests enable row level security;
create policy password_reset_requests_access on password_reset_requests to leitstand_app
  using (leitstand_actor() = 'system:access') with check (leitstand_actor() = 'system:access');
grant select, insert, delete on password_reset_requests to leitstand_app;
