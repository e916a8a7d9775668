-- What Prometheus reads for one evaluation of an SLO's rules, as it told it when it was asked. A text is measured before it is loaded,
-- and again now and then, since what it reads grows with the series there are.
create table slo_rule_costs (
  slo_id uuid not null references slos,
  rules_hash text not null,
  territory text not null references territories,
  samples bigint not null,
  peak_samples bigint not null,
  complete boolean not null,
  dearest text not null,
  measured_at timestamptz not null,
  primary key (slo_id, rules_hash)
);
comment on table slo_rule_costs is 'Measured cost of rule files: the one that is loaded, and the one that is to be loaded';
comment on column slo_rule_costs.rules_hash is 'SHA-256 of the text that was measured';
comment on column slo_rule_costs.samples is 'Samples that all rules together read at one instant';
comment on column slo_rule_costs.peak_samples is 'Most samples that one of them held in memory';
comment on column slo_rule_costs.complete is 'False: at least this many; Prometheus gave up before the end';
comment on column slo_rule_costs.dearest is 'What in the document most of it is for, in words';
alter table slo_rule_costs enable row level security;
create policy slo_rule_costs_territory on slo_rule_costs to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update, delete on slo_rule_costs to leitstand_app;
