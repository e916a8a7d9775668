drop table incident_alerts, incident_events, alerts, alert_groups, incidents, alert_payloads, alert_sources;
drop sequence incident_numbers;
drop function incident_events_are_append_only;
