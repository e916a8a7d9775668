-- Answers to POSTs that carried an Idempotency-Key, so that a repeat is answered and not carried out again.
create table idempotency_keys (
  actor_id text not null,
  key text not null check (length(key) between 1 and 255),
  fingerprint text not null,
  status smallint check (status between 200 and 299),
  body text,
  created_at timestamptz not null default now(),
  primary key (actor_id, key)
);
comment on table idempotency_keys is 'What was asked under a key and how it was answered; kept for 24 hours';
comment on column idempotency_keys.fingerprint is 'HMAC-SHA-256 of method, path and body; its key is not in the database';
comment on column idempotency_keys.status is 'Null while the first request runs';
comment on column idempotency_keys.body is 'JSON of the answer; null where the answer is not kept because it may hold a secret';
create index idempotency_keys_created on idempotency_keys (created_at);

alter table idempotency_keys enable row level security;
create policy idempotency_keys_own on idempotency_keys to leitstand_app
  using (actor_id = leitstand_actor()) with check (actor_id = leitstand_actor());
-- Whoever comes by clears away what is too old; a delete by column needs to see the rows, too.
create policy idempotency_keys_expired on idempotency_keys for delete to leitstand_app using (created_at < now() - interval '24 hours');
create policy idempotency_keys_old on idempotency_keys for select to leitstand_app using (created_at < now() - interval '24 hours');
grant select, insert, update (status, body), delete on idempotency_keys to leitstand_app;
