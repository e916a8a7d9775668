drop function leitstand_zone_of;
drop trigger access_notify on users;
create trigger access_notify after update of name, email, locale, time_zone, disabled_at or delete on users
  for each row execute function access_notify();
alter table users drop column seen_time_zone;
