-- An incident may turn out to be another one: its alerts count there from then on.
alter table incidents
  add column merged_into uuid references incidents,
  add constraint incidents_merged check (merged_into is null or (state = 'resolved' and merged_into <> id));
comment on column incidents.merged_into is 'The older incident that it turned out to be, until that is taken back';
create index incidents_by_merged on incidents (merged_into) where merged_into is not null;

alter table escalation_runs
  drop constraint escalation_runs_stopped_by_check,
  add constraint escalation_runs_stopped_by_check check (stopped_by in ('acknowledged', 'resolved', 'replaced', 'snoozed', 'merged'));
