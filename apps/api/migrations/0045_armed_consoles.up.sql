-- Consoles that ring: tabs of a browser whose owner proved that they hear it.
create table armed_consoles (
  user_id uuid not null references users on delete cascade,
  id uuid not null,
  armed_at timestamptz not null default leitstand_now(),
  seen_at timestamptz not null default leitstand_now(),
  primary key (user_id, id)
);
comment on table armed_consoles is 'Tabs in which somebody is signed in and which ring when they are paged';
comment on column armed_consoles.id is 'The tab: its own choice';
comment on column armed_consoles.seen_at is 'When it last said that it is armed; one that was not heard for 30 s counts as none';
alter table armed_consoles enable row level security;
create policy armed_consoles_own_room on armed_consoles to leitstand_app
  using (leitstand_actor() = 'system:notifications') with check (leitstand_actor() = 'system:notifications');
grant select, insert, update, delete on armed_consoles to leitstand_app;

alter table contact_methods drop constraint contact_methods_kind_check;
alter table contact_methods add constraint contact_methods_kind_check check (kind in ('mail', 'browser'));
alter table contact_methods add constraint contact_methods_browser check (kind <> 'browser' or account);
comment on column contact_methods.account is 'The address of the account itself, as it is there at the time of sending; of kind browser: the consoles in which its owner is signed in';

alter table notification_attempts drop constraint notification_attempts_what_check;
alter table notification_attempts add constraint notification_attempts_what_check
  check (what in ('started', 'accepted', 'delivered', 'refused', 'failed', 'lost'));
