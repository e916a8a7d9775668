alter table escalation_runs
  drop constraint escalation_runs_because_check,
  drop constraint escalation_runs_stopped_by_check;
update escalation_runs set because = 'unacknowledged' where because = 'snooze-ended';
update escalation_runs set stopped_by = 'replaced' where stopped_by = 'snoozed';
alter table escalation_runs
  add constraint escalation_runs_because_check check (because in ('triggered', 'reopened', 'unacknowledged', 'acknowledge-timeout')),
  add constraint escalation_runs_stopped_by_check check (stopped_by in ('acknowledged', 'resolved', 'replaced'));
alter table incidents drop column snoozed_at, drop column snoozed_until, drop column snoozed_by, drop column snooze_ended_at;
