drop trigger schedule_overrides_revised on schedule_overrides;
drop trigger schedules_revised on schedules;
drop function leitstand_revise_shifts();
drop function leitstand_revise_schedule();
alter table schedules drop column shifts_changed_at, drop column shifts_revision;
drop table calendar_feeds;
