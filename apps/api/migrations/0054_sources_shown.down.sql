alter table alert_sources drop column last_alerts;
