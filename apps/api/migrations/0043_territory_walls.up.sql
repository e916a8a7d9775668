-- Everybody reads which territories there are; the access room alone makes and changes them, each within its scope. Matchers are what keeps
-- the objectives of one territory from another's series.
alter table territories enable row level security;
create policy territories_read on territories for select to leitstand_app using (true);
create policy territories_add on territories for insert to leitstand_app
  with check (leitstand_actor() = 'system:access' and code = any (leitstand_territories()));
create policy territories_change on territories for update to leitstand_app
  using (leitstand_actor() = 'system:access' and code = any (leitstand_territories()))
  with check (leitstand_actor() = 'system:access' and code = any (leitstand_territories()));
revoke update on territories from leitstand_app;
grant update (name_de, name_en, matchers, version) on territories to leitstand_app;
