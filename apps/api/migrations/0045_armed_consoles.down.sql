delete from notification_attempts where what = 'delivered';
alter table notification_attempts drop constraint notification_attempts_what_check;
alter table notification_attempts add constraint notification_attempts_what_check
  check (what in ('started', 'accepted', 'refused', 'failed', 'lost'));

delete from contact_methods where kind = 'browser';
comment on column contact_methods.account is 'The address of the account itself, as it is there at the time of sending';
alter table contact_methods drop constraint contact_methods_browser;
alter table contact_methods drop constraint contact_methods_kind_check;
alter table contact_methods add constraint contact_methods_kind_check check (kind in ('mail'));

drop table armed_consoles;
