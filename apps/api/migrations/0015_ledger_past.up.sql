alter table slo_ledger_progress add column past_revision integer not null default 0;
comment on column slo_ledger_progress.past_revision is 'How many times minutes were written in the past of what was in the ledger: what was computed of it before is out of date';
-- The key of the line says it too.
alter table slo_readings drop column slo_version;
