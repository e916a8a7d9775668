create or replace function leitstand_withdraw_mails(what text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update mails set outcome = 'withdrawn', ended_at = leitstand_now(), content = null where about = what and outcome is null
$$;
comment on function leitstand_withdraw_mails is 'Ends the mails about something that was not sent yet: their links open nothing any more';
alter policy mails_promise on mails with check (attempts = 0 and outcome is null);
alter table mails drop column promised_by, drop column promised_in;
