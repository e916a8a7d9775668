drop table escalation_runs;
drop table escalation_policy_teams;
drop table escalation_policy_subjects;
drop table escalation_policies;
alter table subjects drop constraint subjects_slug_territory;
