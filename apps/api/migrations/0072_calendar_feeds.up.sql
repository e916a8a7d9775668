-- Shifts at addresses that calendars read: only the hash of each is kept.
create table calendar_feeds (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  schedule_id uuid references schedules on delete cascade,
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  last_read_at timestamptz
);
comment on table calendar_feeds is 'Secret addresses at which calendars read shifts, each somebody''s own; the address is shown once';
comment on column calendar_feeds.schedule_id is 'Whose shifts it tells: everybody''s of that schedule; null = its owner''s on every schedule';
comment on column calendar_feeds.token_hash is 'SHA-256 of the 128 random bits in the address';
comment on column calendar_feeds.last_read_at is 'When a calendar read it last, to the hour; null = never';
create index calendar_feeds_user on calendar_feeds (user_id);
create index calendar_feeds_schedule on calendar_feeds (schedule_id);
alter table calendar_feeds enable row level security;
create policy calendar_feeds_own_room on calendar_feeds to leitstand_app
  using ((select leitstand_actor()) = 'system:feeds') with check ((select leitstand_actor()) = 'system:feeds');
grant select, insert, delete, update (last_read_at) on calendar_feeds to leitstand_app;

-- Shifts are not stored; calendars want to know of each how often it was revised, and when. What they are computed from tells.
alter table schedules
  add column shifts_revision integer not null default 0,
  add column shifts_changed_at timestamptz;
update schedules set shifts_revision = version, shifts_changed_at = updated_at;
alter table schedules alter column shifts_changed_at set not null, alter column shifts_changed_at set default leitstand_now();
comment on column schedules.shifts_revision is 'How often what its shifts are computed from was changed: itself, and who stands in';
comment on column schedules.shifts_changed_at is 'When that was changed last';

create function leitstand_revise_schedule() returns trigger language plpgsql as $$ begin
  new.shifts_revision := old.shifts_revision + 1;
  new.shifts_changed_at := leitstand_now();
  return new;
end $$;
create trigger schedules_revised before update of version on schedules for each row
  when (old.version is distinct from new.version) execute function leitstand_revise_schedule();

create function leitstand_revise_shifts() returns trigger language plpgsql as $$ begin
  update schedules set shifts_revision = shifts_revision + 1, shifts_changed_at = leitstand_now()
   where id = coalesce(new.schedule_id, old.schedule_id);
  return null;
end $$;
create trigger schedule_overrides_revised after insert or delete or update of user_id, starts_at, ends_at on schedule_overrides
  for each row execute function leitstand_revise_shifts();
