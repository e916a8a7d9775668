alter table escalation_runs
  drop constraint escalation_runs_because_check,
  drop constraint escalation_runs_stopped_by_check;
update escalation_runs set because = 'unacknowledged' where because = 'maintenance-ended';
update escalation_runs set stopped_by = 'replaced' where stopped_by = 'maintenance';
alter table escalation_runs
  add constraint escalation_runs_because_check
    check (because in ('triggered', 'reopened', 'unacknowledged', 'acknowledge-timeout', 'snooze-ended', 'escalated')),
  add constraint escalation_runs_stopped_by_check
    check (stopped_by in ('acknowledged', 'resolved', 'replaced', 'snoozed', 'merged'));
alter table incidents drop column maintenance_asked, drop column maintenance_version;
drop table maintenance_holds;
drop table maintenance_turns;
drop table maintenance_windows;
