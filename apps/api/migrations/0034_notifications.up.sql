-- Who is to be told of what, by which way, and how it went. Knows nothing of what the topics are about.
create table notification_topics (
  id uuid primary key,
  territory text references territories,
  user_id uuid references users on delete cascade,
  epoch integer not null default 1 check (epoch > 0),
  open boolean not null default true,
  created_at timestamptz not null default leitstand_now(),
  check ((territory is null) <> (user_id is null))
);
comment on table notification_topics is 'What people are told of; the rooms downstream know what a topic is about';
comment on column notification_topics.epoch is 'Raised when it was acknowledged: pages of an older epoch start no more';
comment on column notification_topics.user_id is 'Whom alone it concerns, where it belongs to an account and to no territory';
create index notification_topics_user on notification_topics (user_id) where user_id is not null;

create table contact_methods (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  kind text not null check (kind in ('mail')),
  account boolean not null default false,
  address text check (address = lower(address) and length(address) <= 320),
  last_four text not null check (length(last_four) between 1 and 4),
  verified_at timestamptz,
  code_id uuid,
  code_expires_at timestamptz,
  code_tries integer not null default 0,
  created_at timestamptz not null default leitstand_now(),
  removed_at timestamptz,
  check (account = (address is null)),
  check (not (account and removed_at is not null)),
  check ((code_id is null) = (code_expires_at is null))
);
comment on table contact_methods is 'Ways to reach people';
comment on column contact_methods.account is 'The address of the account itself, as it is there at the time of sending';
comment on column contact_methods.code_id is 'The verification that is under way: the notification that its code is made from';
create unique index contact_methods_account on contact_methods (user_id, kind) where account;
create unique index contact_methods_address on contact_methods (user_id, kind, address) where removed_at is null and not account;

create table notifications (
  id uuid primary key,
  topic_id uuid not null references notification_topics on delete cascade,
  territory text references territories,
  epoch integer not null,
  kind text not null check (kind in ('page', 'responder_request', 'status', 'reminder', 'test', 'verification', 'handover', 'self')),
  urgency text not null check (urgency in ('high', 'low')),
  run_id uuid,
  loop integer,
  step integer,
  user_id uuid not null references users on delete cascade,
  method_id uuid not null references contact_methods on delete cascade,
  rule_id uuid,
  state text not null default 'pending'
    check (state in ('pending', 'leased', 'retry_wait', 'held', 'accepted', 'delivered', 'seen', 'cancelled', 'failed')),
  reason text,
  attempt integer not null default 0,
  due_at timestamptz not null,
  next_at timestamptz not null,
  useless_at timestamptz,
  created_at timestamptz not null default leitstand_now(),
  ended_at timestamptz,
  check ((run_id is null) = (loop is null) and (run_id is null) = (step is null)),
  check ((state = 'cancelled') = (reason is not null)),
  check ((state in ('pending', 'leased', 'retry_wait', 'held')) = (ended_at is null))
);
comment on table notifications is 'One way to tell one person of one topic. Holds no address and no text: both are read when it is sent';
comment on column notifications.attempt is 'Grows with every claim, so that who was too slow cannot record any more';
comment on column notifications.due_at is 'When it is to go out; never changes';
comment on column notifications.next_at is 'When somebody may claim it: its due time, the next attempt, or the end of the lease';
create unique index notifications_once on notifications (run_id, loop, step, user_id, method_id, rule_id) nulls not distinct
  where run_id is not null;
create index notifications_next on notifications (next_at) where ended_at is null;
create index notifications_topic on notifications (topic_id);
create index notifications_method on notifications (method_id, created_at);
create index notifications_user on notifications (user_id, kind, created_at);

create table notification_attempts (
  id bigint generated always as identity primary key,
  notification_id uuid not null references notifications on delete cascade,
  attempt integer not null check (attempt > 0),
  what text not null check (what in ('started', 'accepted', 'refused', 'failed', 'lost')),
  detail text check (length(detail) <= 500),
  at timestamptz not null default leitstand_now()
);
comment on table notification_attempts is 'What was tried and what came of it: append-only. An attempt that is lost was claimed by a process that died: whether it was sent nobody knows, so it may come twice';
create index notification_attempts_of on notification_attempts (notification_id, id);

alter table notification_topics enable row level security;
create policy notification_topics_territory on notification_topics to leitstand_app
  using (territory = any (leitstand_territories()) or leitstand_actor() = 'system:notifications')
  with check (territory = any (leitstand_territories()) or leitstand_actor() = 'system:notifications');
grant select, insert, update on notification_topics to leitstand_app;

alter table contact_methods enable row level security;
create policy contact_methods_own_room on contact_methods to leitstand_app
  using (leitstand_actor() = 'system:notifications') with check (leitstand_actor() = 'system:notifications');
grant select, insert, update on contact_methods to leitstand_app;

alter table notifications enable row level security;
create policy notifications_territory on notifications to leitstand_app
  using (territory = any (leitstand_territories()) or leitstand_actor() = 'system:notifications')
  with check (territory = any (leitstand_territories()) or leitstand_actor() = 'system:notifications');
grant select, insert, update on notifications to leitstand_app;

alter table notification_attempts enable row level security;
create policy notification_attempts_read on notification_attempts for select to leitstand_app
  using (exists (select from notifications n where n.id = notification_id));
create policy notification_attempts_append on notification_attempts for insert to leitstand_app
  with check (leitstand_actor() = 'system:notifications');
grant select, insert on notification_attempts to leitstand_app;

-- Whoever asks for people to be told may know that there are ways to them, and never where these lead.
create function leitstand_contact_methods(people uuid[])
  returns table (user_id uuid, method_id uuid, kind text, last_four text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select m.user_id, m.id, m.kind, m.last_four from contact_methods m join users u on u.id = m.user_id
   where m.user_id = any (people) and m.verified_at is not null and m.removed_at is null and u.disabled_at is null
   order by m.user_id, m.created_at, m.id
$$;
comment on function leitstand_contact_methods is 'Verified ways to people who may sign in, without addresses';
revoke all on function leitstand_contact_methods from public;
grant execute on function leitstand_contact_methods to leitstand_app;

-- The address of an account is a way to its owner from the moment on at which the account is there.
create function keep_account_method() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into contact_methods (user_id, kind, account, last_four, verified_at)
    values (new.id, 'mail', true, right(new.email, 4), case when new.email_verified then leitstand_now() end)
    on conflict (user_id, kind) where account do update set last_four = excluded.last_four,
      verified_at = case when new.email_verified then coalesce(contact_methods.verified_at, leitstand_now()) end;
  return null;
end $$;
create trigger users_contact_method after insert or update of email, email_verified on users
  for each row execute function keep_account_method();
insert into contact_methods (user_id, kind, account, last_four, verified_at)
  select id, 'mail', true, right(email, 4), case when email_verified then leitstand_now() end from users;
