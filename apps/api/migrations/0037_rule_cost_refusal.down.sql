alter table slo_rule_costs drop column refusal;
