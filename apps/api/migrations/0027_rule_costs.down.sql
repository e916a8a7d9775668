drop table slo_rule_costs;
