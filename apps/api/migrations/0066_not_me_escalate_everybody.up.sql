-- Whoever was paged may say that it is not for them, have the next step begin at once; and a step may want an answer of everybody.
alter table escalation_runs
  add column declined uuid[] not null default '{}',
  drop constraint escalation_runs_because_check,
  drop constraint escalation_runs_state_check,
  add constraint escalation_runs_because_check
    check (because in ('triggered', 'reopened', 'unacknowledged', 'acknowledge-timeout', 'snooze-ended', 'escalated')),
  add constraint escalation_runs_state_check
    check (state in ('unserved', 'running', 'exhausted', 'awaiting', 'stopped'));
comment on column escalation_runs.declined is 'Who said that it is not for them: no step of this run pages them any more';
comment on column escalation_runs.state is 'awaiting = somebody acknowledged, and others of a step that wants everybody still have to';

-- What happened before by the same rule.
create index incident_events_rule on incident_events ((data #>> '{alerts,0,name}')) where seq = 1;
