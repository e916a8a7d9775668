-- What a source says is held against what its Prometheus says: an end that nothing bears out pages on.
alter table alert_sources
  add column prometheus text check (prometheus in ('instance')),
  add column group_interval_s integer not null default 300 check (group_interval_s between 1 and 86400),
  add column watchdog_s integer check (watchdog_s between 10 and 86400),
  add column receiver text,
  add column reconciled_at timestamptz,
  add column reconcile_trouble text;
comment on column alert_sources.prometheus is 'Which Prometheus evaluates its rules: instance = the one that this instance asks; null = none that can be asked';
comment on column alert_sources.group_interval_s is 'Of its Alertmanager: what fires and was not told of for two of them was lost on the way';
comment on column alert_sources.watchdog_s is 'How often its alert that always fires comes; null = none is expected, and silence goes unnoticed';
comment on column alert_sources.receiver is 'What its Alertmanager calls us, by its last delivery';
comment on column alert_sources.reconciled_at is 'When what it told was last held against its Prometheus';
comment on column alert_sources.reconcile_trouble is 'Why that was not possible the last time; null = it was';
create unique index alert_sources_instance on alert_sources (prometheus) where prometheus is not null;
update alert_sources set prometheus = 'instance', group_interval_s = 10, watchdog_s = 60
  where slug = 'alertmanager' and name = 'Alertmanager of this instance';

alter table alerts
  add column end_told timestamptz,
  add column end_told_at timestamptz,
  add column absent_at timestamptz,
  add constraint alerts_end_told check (num_nonnulls(end_told, end_told_at) in (0, 2));
comment on column alerts.end_told is 'The greatest end that was told while it was open and nothing has borne out yet; end_told_at: when it was told';
comment on column alerts.absent_at is 'At which evaluation it was first found to fire no more, though nobody told its end';
create index alerts_open on alerts (source_id) where firing_from is not null and (closed_until is null or firing_from > closed_until);

alter table incidents
  add column ended integer not null default 0 check (ended >= 0),
  add column unconfirmed_since timestamptz,
  add column unconfirmed_reason text check (unconfirmed_reason in ('unreachable', 'not-evaluating', 'still-firing', 'held', 'silent')),
  add constraint incidents_unconfirmed check (num_nonnulls(unconfirmed_since, unconfirmed_reason) in (0, 2));
comment on column incidents.ended is 'Of its alerts that count as firing: those whose end was told and is not borne out';
comment on column incidents.unconfirmed_reason is 'Why it is open although its source calls all of its alerts over';

create table alert_findings (
  source_id uuid not null references alert_sources on delete cascade,
  digest text not null,
  territory text not null references territories,
  name text not null,
  labels jsonb not null,
  severity text not null,
  state text not null check (state in ('waiting', 'suppressed', 'elsewhere')),
  reason text,
  active_at timestamptz not null,
  since timestamptz not null,
  primary key (source_id, digest)
);
comment on table alert_findings is 'What fires in the Prometheus of a source, and the source told nothing of: not yet, since it is silenced or inhibited, or since its routes lead elsewhere';
alter table alert_findings enable row level security;
create policy alert_findings_territory on alert_findings to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update, delete on alert_findings to leitstand_app;
