-- In which zone somebody reads times that we write to them, also where they chose none.
alter table users add column seen_time_zone text;
comment on column users.seen_time_zone is 'Of the browser that was last seen, IANA; counts where time_zone is null, which only its owner sets';
drop trigger access_notify on users;
create trigger access_notify after update of name, email, locale, time_zone, seen_time_zone, disabled_at or delete on users
  for each row execute function access_notify();

-- Whoever writes to people need not see the schedules of a territory to know which clock hangs on its walls.
create function leitstand_zone_of(person uuid, places text[]) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(
    (select coalesce(u.time_zone, u.seen_time_zone) from users u where u.id = person),
    (select s.time_zone from schedules s
       cross join lateral (select exists (select from schedule_members m where m.schedule_id = s.id and m.user_id = person) as own) as turn
      where own or s.territory = any (places)
      order by own desc, coalesce(s.territory = any (places), false) desc, s.created_at, s.id limit 1))
$$;
comment on function leitstand_zone_of is 'Chosen, else of the browser last seen, else of a schedule with turns of theirs, else of one of these territories; null = none is known';
revoke all on function leitstand_zone_of from public;
grant execute on function leitstand_zone_of to leitstand_app;
