-- Every subscription remembers by itself how far it has come; what was one mark for all of them goes.
create table subscription_cursors (
  name text primary key,
  tx xid8 not null,
  id bigint not null,
  failures integer not null default 0,
  last_error text,
  failing_since timestamptz,
  next_try_at timestamptz,
  updated_at timestamptz not null default leitstand_now()
);
comment on table subscription_cursors is 'How far each subscription has handled the outbox, in the order (tx, id); moved in the transaction that handles';
comment on column subscription_cursors.failures is 'How often the next event failed in a row; 0 = the last one was handled';
comment on column subscription_cursors.failing_since is 'When the event that fails was written';
grant select, insert, update, delete on subscription_cursors to leitstand_app;

drop index outbox_to_relay;
revoke update (relayed_at) on outbox from leitstand_app;
alter table outbox drop column relayed_at;
create index outbox_at on outbox (at);
