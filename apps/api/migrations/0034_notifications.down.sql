drop trigger users_contact_method on users;
drop function keep_account_method;
drop function leitstand_contact_methods;
drop table notification_attempts;
drop table notifications;
drop table contact_methods;
drop table notification_topics;
