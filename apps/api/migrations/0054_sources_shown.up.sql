-- The page of a source says how much its last delivery held.
alter table alert_sources add column last_alerts integer check (last_alerts >= 0);
comment on column alert_sources.last_alerts is 'How many alerts its last delivery held; 0 where it could not be read';
