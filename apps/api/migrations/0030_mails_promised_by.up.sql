-- A mail is taken back by whoever promised it, or in a territory that it was promised in, and by nobody else: until now, any caller could.
alter table mails add column promised_by text not null default 'system:access', add column promised_in text[] not null default '{}';
alter table mails alter column promised_by set default leitstand_actor(), alter column promised_in set default leitstand_territories();
comment on column mails.promised_by is 'Actor of the transaction that promised it';
comment on column mails.promised_in is 'Territories of that transaction''s scope';
alter policy mails_promise on mails
  with check (attempts = 0 and outcome is null and promised_by = leitstand_actor() and promised_in = leitstand_territories());

create or replace function leitstand_withdraw_mails(what text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update mails set outcome = 'withdrawn', ended_at = leitstand_now(), content = null
   where about = what and outcome is null and (promised_by = leitstand_actor() or promised_in && leitstand_territories())
$$;
comment on function leitstand_withdraw_mails is 'Ends mails about something that were not sent yet (their links open nothing any more): those of the running actor, and of its territories';
