-- Some expressions are read, but cannot be evaluated over the series there are: their rules would fail every 30 seconds.
alter table slo_rule_costs add column refusal text;
comment on column slo_rule_costs.refusal is 'Why Prometheus cannot evaluate one of the rules, in its words; null = it can';
