alter table heartbeats drop column clock;
drop function slo_ledger_retain();
create function slo_ledger_retain(at timestamptz) returns int
  language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  part regclass;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('slo_ledger_partitions'));
  for part in select inhrelid::regclass from pg_inherits where inhparent = 'slo_ledger_minutes'::regclass loop
    if to_date(right(part::text, 7), 'YYYY_MM') + interval '1 month' <= at - interval '40 days' then
      execute format('drop table %s', part);
      dropped := dropped + 1;
    end if;
  end loop;
  delete from slo_ledger_hours where hour < at - interval '3 years';
  return dropped;
end $$;
comment on function slo_ledger_retain is 'Drops minutes older than 40 days (whole months) and hours older than 3 years; gives the number of months dropped';
revoke all on function slo_ledger_retain from public;
grant execute on function slo_ledger_retain to leitstand_app;
