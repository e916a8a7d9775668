drop index outbox_at;
alter table outbox add column relayed_at timestamptz;
update outbox set relayed_at = leitstand_now();
create index outbox_to_relay on outbox (tx, id) where relayed_at is null;
grant update (relayed_at) on outbox to leitstand_app;
drop table subscription_cursors;
