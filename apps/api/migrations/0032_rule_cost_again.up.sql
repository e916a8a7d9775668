-- How long a text has been measured tells how soon it is again: what it reads grows while the windows over young data fill.
-- The processor time is kept beside the samples, since some expressions read little and work long.
alter table slo_rule_costs
  add column first_measured_at timestamptz,
  add column eval_seconds double precision;
update slo_rule_costs set first_measured_at = measured_at;
alter table slo_rule_costs alter column first_measured_at set not null;
comment on column slo_rule_costs.first_measured_at is 'When this text was measured for the first time';
comment on column slo_rule_costs.eval_seconds is 'Seconds that Prometheus took to evaluate all rules once; null = it told no times';

-- Where something else has Prometheus read its files: what lies there for it, whatever it was written for.
alter table slo_rule_files
  add column written_hash text,
  add column written_text text,
  add column written_since timestamptz,
  add check ((written_hash is null) = (written_since is null)),
  add check ((coalesce(written_hash, '') = '') = (written_text is null));
comment on column slo_rule_files.written_hash is 'SHA-256 of written_text; empty = the file was taken away; null = what lies there is loaded';
comment on column slo_rule_files.written_since is 'Since when what lies there has not been what is loaded';
