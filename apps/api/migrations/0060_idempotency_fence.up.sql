-- Whoever enters a transaction has to know the fence of the key. It is another one once a transaction was said to be undone, and under a
-- row of its own once the key is taken again: a COMMIT that was still on its way then comes to nothing.
alter table idempotency_keys add column fence uuid not null default gen_random_uuid();
comment on column idempotency_keys.fence is 'What a transaction of the request has to name to be committed; changed when one that nobody heard of is taken for undone';
grant update (fence) on idempotency_keys to leitstand_app;

create function leitstand_enter_commit(of_actor text, of_key text, of_fence uuid, id uuid) returns void language plpgsql as $$
begin
  update idempotency_keys set commits = commits || id where actor_id = of_actor and key = of_key and fence = of_fence;
  if not found then
    raise exception 'this transaction was taken for undone' using errcode = 'serialization_failure';
  end if;
end $$;
