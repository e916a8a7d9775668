drop function leitstand_withdraw_mails;
drop index mails_about;
update mails set outcome = 'expired' where outcome = 'withdrawn';
alter table mails drop constraint mails_outcome_check;
alter table mails add constraint mails_outcome_check check (outcome in ('sent', 'refused', 'expired'));
alter table mails drop column about;
