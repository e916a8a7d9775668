-- How long a text has been measured tells how soon it is again: what it reads grows while the windows over young data fill.
-- The processor time is kept beside the samples, since some expressions read little and work long.
alter table slo_rule_costs
  add column first_measured_at timestamptz,
  add column eval_seconds double precision;
update slo_rule_costs set first_measured_at = measured_at;
alter table slo_rule_costs alter column first_measured_at set not null;
comment on column slo_rule_costs.first_measured_at is 'When this text was measured for the first time';
comment on column slo_rule_costs.eval_seconds is 'Seconds that Prometheus took to evaluate all rules once; null = it told no times';
