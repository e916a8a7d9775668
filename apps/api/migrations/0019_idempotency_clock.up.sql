-- By the one clock of the database, as everything else that expires.
alter table idempotency_keys alter column created_at set default leitstand_now();
alter policy idempotency_keys_expired on idempotency_keys using (created_at < (select leitstand_now()) - interval '24 hours');
alter policy idempotency_keys_old on idempotency_keys using (created_at < (select leitstand_now()) - interval '24 hours');
