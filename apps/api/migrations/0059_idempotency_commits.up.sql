-- What the first request under a key has committed, written by those transactions themselves: whoever did not hear the answer to a COMMIT
-- finds here what became of it.
alter table idempotency_keys add column commits uuid[] not null default '{}';
comment on column idempotency_keys.commits is 'Transactions of the request that were committed; each enters itself, under an id of its own';
grant update (commits) on idempotency_keys to leitstand_app;
