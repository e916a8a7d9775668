drop table password_reset_requests;
drop table mails;
