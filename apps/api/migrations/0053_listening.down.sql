delete from heartbeat_watch;
alter table heartbeat_watch drop column pauses, add column paused_at timestamptz not null, add column armed_at timestamptz not null;
comment on table heartbeat_watch is 'When it was last looked whether something is late; what may have been said in the pause from paused_at to armed_at is waited for anew';
