drop function leitstand_enter_commit(text, text, uuid, uuid);
alter table idempotency_keys drop column fence;
