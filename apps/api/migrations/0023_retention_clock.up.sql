-- What is deleted for good goes by the database's clock and by nobody's word, and never more than a period at once: a clock that jumps
-- takes a month, and is noticed before it takes the next one.
drop function slo_ledger_retain(timestamptz);
create function slo_ledger_retain() returns table (month text, hours int, hours_before timestamptz)
  language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  at timestamptz := leitstand_now();
  part regclass;
begin
  perform pg_advisory_xact_lock(hashtext('slo_ledger_partitions'));
  select inhrelid::regclass into part from pg_inherits where inhparent = 'slo_ledger_minutes'::regclass
    order by right(inhrelid::regclass::text, 7) limit 1;
  if to_date(right(part::text, 7), 'YYYY_MM') + interval '1 month' <= at - interval '40 days' then
    month := replace(right(part::text, 7), '_', '-');
    execute format('drop table %s', part);
  end if;
  select least(at - interval '3 years', min(hour) + interval '1 month') into hours_before from slo_ledger_hours;
  delete from slo_ledger_hours where hour < hours_before and hour < at - interval '3 years';
  get diagnostics hours = row_count;
  return next;
end $$;
comment on function slo_ledger_retain is 'Drops the oldest month of minutes if it is older than 40 days as a whole, and the oldest month of hours as far as they are older than 3 years';
revoke all on function slo_ledger_retain from public;
grant execute on function slo_ledger_retain to leitstand_app;

alter table heartbeats add column clock timestamptz;
comment on column heartbeats.clock is 'What the process'' own clock said at that moment; null for marks of tasks';
