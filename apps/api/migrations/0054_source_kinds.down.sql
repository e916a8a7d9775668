delete from alert_sources where kind <> 'alertmanager';
alter table alert_sources
  drop constraint alert_sources_signed,
  drop constraint alert_sources_told,
  drop constraint alert_sources_kind_check,
  add constraint alert_sources_kind_check check (kind in ('alertmanager')),
  drop column signing_key,
  drop column last_alerts;
