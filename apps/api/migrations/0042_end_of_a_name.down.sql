create or replace function keep_account_method() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into contact_methods (user_id, kind, account, last_four, verified_at)
    values (new.id, 'mail', true, right(new.email, 4), case when new.email_verified then leitstand_now() end)
    on conflict (user_id, kind) where account do update set last_four = excluded.last_four,
      verified_at = case when new.email_verified then coalesce(contact_methods.verified_at, leitstand_now()) end;
  return null;
end $$;
update contact_methods m set last_four = right(coalesce(m.address, u.email), 4) from users u where u.id = m.user_id and m.kind = 'mail';
drop function leitstand_mail_hint;
