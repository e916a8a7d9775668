alter table escalation_runs drop constraint escalation_runs_stopped_by_check;
update escalation_runs set stopped_by = 'resolved' where stopped_by = 'merged';
alter table escalation_runs
  add constraint escalation_runs_stopped_by_check check (stopped_by in ('acknowledged', 'resolved', 'replaced', 'snoozed'));
alter table incidents drop column merged_into;
