alter table slo_rule_costs drop column first_measured_at, drop column eval_seconds;
