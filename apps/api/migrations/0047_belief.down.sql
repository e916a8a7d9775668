drop table alert_findings;
alter table incidents drop column ended, drop column unconfirmed_since, drop column unconfirmed_reason;
drop index alerts_open;
alter table alerts drop column end_told, drop column end_told_at, drop column absent_at;
drop index alert_sources_instance;
alter table alert_sources drop column prometheus, drop column group_interval_s, drop column watchdog_s, drop column receiver,
  drop column reconciled_at, drop column reconcile_trouble;
