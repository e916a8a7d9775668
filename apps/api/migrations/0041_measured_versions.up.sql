-- Since when the minutes of an SLO are counted by the rules of which version: a change of the indicator goes on in the same ledger, and
-- what was counted before it stays in the window. A row is written when Prometheus has loaded rules that measure something else.
create table slo_measured_versions (
  slo_id uuid not null references slos,
  since timestamptz not null,
  version int not null,
  territory text not null references territories,
  primary key (slo_id, since),
  foreign key (slo_id, version) references slo_versions (slo_id, version)
);
comment on table slo_measured_versions is 'By which version of an SLO Prometheus counts, and since when it had its rules loaded; rows only where what is measured changes';
alter table slo_measured_versions enable row level security;
create policy slo_measured_versions_territory on slo_measured_versions to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert on slo_measured_versions to leitstand_app;

-- Of what is there already only the instants of writing are known; publishing took a minute more.
insert into slo_measured_versions (slo_id, since, version, territory)
select slo_id, at, version, territory
  from (select v.slo_id, v.at, v.version, v.territory, v.measured, lag(v.measured) over (partition by v.slo_id order by v.version) as before
          from (select v.slo_id, v.at, v.version, s.territory,
                       jsonb_build_array(v.document #> '{spec,indicator}', coalesce(v.document #>> '{spec,birth}', 'guarded')) as measured
                  from slo_versions v join slos s on s.id = v.slo_id
                 where v.document is not null and v.version <= s.published_version) v) v
 where before is distinct from measured
    on conflict do nothing;
