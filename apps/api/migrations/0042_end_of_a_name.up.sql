-- What others may know of a mail address is the end of its name, and never the whole name: `.org` told nobody which address is meant.
create function leitstand_mail_hint(address text) returns text
  language sql immutable set search_path = public, pg_temp as $$
  select right(name, greatest(1, least(4, length(name) - 1))) from (select regexp_replace(address, '@[^@]*$', '') as name) a
$$;
comment on function leitstand_mail_hint is 'The last characters of the name before the @, four at most and never all of them';
revoke all on function leitstand_mail_hint from public;
create or replace function keep_account_method() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into contact_methods (user_id, kind, account, last_four, verified_at)
    values (new.id, 'mail', true, leitstand_mail_hint(new.email), case when new.email_verified then leitstand_now() end)
    on conflict (user_id, kind) where account do update set last_four = excluded.last_four,
      verified_at = case when new.email_verified then coalesce(contact_methods.verified_at, leitstand_now()) end;
  return null;
end $$;
update contact_methods m set last_four = leitstand_mail_hint(coalesce(m.address, u.email)) from users u where u.id = m.user_id and m.kind = 'mail';
