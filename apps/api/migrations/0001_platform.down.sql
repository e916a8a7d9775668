drop table outbox;
drop function outbox_doorbell();
drop table heartbeats;
drop table territories;
drop function leitstand_territories();
revoke usage on schema public from leitstand_app;
