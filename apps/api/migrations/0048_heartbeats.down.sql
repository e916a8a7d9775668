drop table heartbeat_watch;
drop table alert_heartbeats;
