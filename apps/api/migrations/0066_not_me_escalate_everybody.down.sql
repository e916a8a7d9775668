drop index incident_events_rule;
update escalation_runs set state = 'stopped', stopped_by = 'acknowledged', ended_at = leitstand_now() where state = 'awaiting';
update escalation_runs set because = 'unacknowledged' where because = 'escalated';
alter table escalation_runs
  drop column declined,
  drop constraint escalation_runs_because_check,
  drop constraint escalation_runs_state_check,
  add constraint escalation_runs_because_check
    check (because in ('triggered', 'reopened', 'unacknowledged', 'acknowledge-timeout', 'snooze-ended')),
  add constraint escalation_runs_state_check check (state in ('unserved', 'running', 'exhausted', 'stopped'));
