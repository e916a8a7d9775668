delete from slo_rule_files where loaded_hash is null and suspect_hash is null;
alter table slo_rule_files drop column written_since, drop column written_text, drop column written_hash;
alter table slo_rule_costs drop column first_measured_at, drop column eval_seconds;
