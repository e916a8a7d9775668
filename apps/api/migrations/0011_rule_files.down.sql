drop table slo_rule_files;
