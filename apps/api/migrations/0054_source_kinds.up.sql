-- The page of a source says how much its last delivery held; Grafana and programs that sign what they post are sources, too.
alter table alert_sources
  add column last_alerts integer check (last_alerts >= 0),
  add column signing_key bytea,
  drop constraint alert_sources_kind_check,
  add constraint alert_sources_kind_check check (kind in ('alertmanager', 'grafana', 'webhook')),
  add constraint alert_sources_told check (kind = 'alertmanager' or prometheus is null),
  add constraint alert_sources_signed check ((signing_key is not null) = (kind = 'webhook' and token_hash is not null));
comment on column alert_sources.last_alerts is 'How many alerts its last delivery held; 0 where it could not be read';
comment on column alert_sources.signing_key is 'Of a source that signs: its token, encrypted under LEITSTAND_SECRET, since a hash cannot check a signature';
