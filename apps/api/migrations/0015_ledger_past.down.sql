alter table slo_readings add column slo_version integer not null default 0;
alter table slo_readings alter column slo_version drop default;
alter table slo_ledger_progress drop column past_revision;
