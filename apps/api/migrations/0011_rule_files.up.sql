-- What Prometheus is known to have loaded. The rules folder may hold a set that was being tried when a worker died: it is never believed.
create table slo_rule_files (
  file text primary key,
  territory text references territories,
  loaded_hash text,
  loaded_text text,
  suspect_hash text,
  check ((loaded_hash is null) = (loaded_text is null))
);
comment on table slo_rule_files is 'Rule files as Prometheus last loaded them, and what is known of those it refused together';
comment on column slo_rule_files.territory is 'The SLO''s; null = the file that all SLOs share';
comment on column slo_rule_files.loaded_hash is 'SHA-256 of loaded_text; null = not loaded yet';
comment on column slo_rule_files.suspect_hash is 'SHA-256 of a text that was refused together with others; empty = the file''s deletion was';
alter table slo_rule_files enable row level security;
create policy slo_rule_files_territory on slo_rule_files to leitstand_app
  using (territory is null or territory = any ((select leitstand_territories())::text[]))
  with check (territory is null or territory = any ((select leitstand_territories())::text[]));
grant select, insert, update, delete on slo_rule_files to leitstand_app;
