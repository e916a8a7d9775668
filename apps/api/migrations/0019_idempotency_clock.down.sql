alter policy idempotency_keys_old on idempotency_keys using (created_at < now() - interval '24 hours');
alter policy idempotency_keys_expired on idempotency_keys using (created_at < now() - interval '24 hours');
alter table idempotency_keys alter column created_at set default now();
