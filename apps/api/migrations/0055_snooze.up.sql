-- An incident may sleep: nobody is paged about it until an instant, which somebody said.
alter table incidents
  add column snoozed_at timestamptz,
  add column snoozed_until timestamptz,
  add column snoozed_by jsonb,
  add column snooze_ended_at timestamptz,
  add constraint incidents_snoozed check (num_nonnulls(snoozed_at, snoozed_until, snoozed_by) in (0, 3)),
  add constraint incidents_snooze_ended check (snooze_ended_at is null or snoozed_at is not null),
  add constraint incidents_snooze_over check (state <> 'resolved' or snoozed_at is null or snooze_ended_at is not null);
comment on column incidents.snoozed_until is 'Of its last snooze: until when nobody is paged';
comment on column incidents.snooze_ended_at is 'When its last snooze ended, by time or before it; null while it holds';
create index incidents_to_unsnooze on incidents (snoozed_until) where snoozed_until is not null and snooze_ended_at is null;

alter table escalation_runs
  drop constraint escalation_runs_because_check,
  drop constraint escalation_runs_stopped_by_check,
  add constraint escalation_runs_because_check
    check (because in ('triggered', 'reopened', 'unacknowledged', 'acknowledge-timeout', 'snooze-ended')),
  add constraint escalation_runs_stopped_by_check check (stopped_by in ('acknowledged', 'resolved', 'replaced', 'snoozed'));
