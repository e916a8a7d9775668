alter table mails add column about text;
comment on column mails.about is 'What its link opens, e.g. invitation/<id>; once that is void, the mail is withdrawn';
alter table mails drop constraint mails_outcome_check;
alter table mails add constraint mails_outcome_check check (outcome in ('sent', 'refused', 'expired', 'withdrawn'));
create index mails_about on mails (about) where outcome is null;

-- Whoever voids a link may not read the mails that wait, so this acts for them.
create function leitstand_withdraw_mails(what text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update mails set outcome = 'withdrawn', ended_at = leitstand_now(), content = null where about = what and outcome is null
$$;
comment on function leitstand_withdraw_mails is 'Ends the mails about something that was not sent yet: their links open nothing any more';
revoke all on function leitstand_withdraw_mails from public;
grant execute on function leitstand_withdraw_mails to leitstand_app;
