-- Where alerts come from, what is known of them, and what people are asked to see to.
create table alert_sources (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('alertmanager')),
  territory text not null references territories,
  territories text[] not null,
  default_subject text not null references subjects (slug) deferrable initially deferred,
  mappings jsonb not null,
  severities jsonb not null,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  token_hash text unique,
  token_prefix text,
  token_made_at timestamptz,
  last_delivery_at timestamptz,
  last_outcome text check (last_outcome in ('taken', 'unreadable', 'too-large')),
  last_reason text,
  watchdog_at timestamptz,
  constraint alert_sources_territory check (territory = any (territories)),
  constraint alert_sources_token check (num_nonnulls(token_hash, token_prefix, token_made_at) in (0, 3))
);
comment on table alert_sources is 'What sends alerts, and how they are understood; one token each, of which only the hash is kept';
comment on column alert_sources.territories is 'Where its alerts may lie';
comment on column alert_sources.default_subject is 'What an alert is about that says nothing';
comment on column alert_sources.watchdog_at is 'When an alert that always fires was last heard of: silence is a fault';
create index alert_sources_territory on alert_sources (territory, slug);
create index alert_sources_subject on alert_sources (default_subject);

create table alert_payloads (
  id uuid primary key,
  source_id uuid not null references alert_sources on delete cascade,
  territory text not null references territories,
  digest text not null,
  outcome text not null check (outcome in ('taken', 'unreadable', 'too-large')),
  reason text,
  alerts integer not null check (alerts >= 0),
  bytes integer not null check (bytes >= 0),
  body bytea,
  times integer not null check (times > 0),
  received_at timestamptz not null,
  last_received_at timestamptz not null,
  unique (source_id, digest)
);
comment on table alert_payloads is 'What sources sent, as it came, for 14 days; the same once more is counted, not kept twice';
create index alert_payloads_age on alert_payloads (last_received_at);

create sequence incident_numbers;
grant usage on sequence incident_numbers to leitstand_app;

create table incidents (
  id uuid primary key,
  number bigint not null unique default nextval('incident_numbers'),
  title text not null check (length(title) between 1 and 300),
  state text not null check (state in ('triggered', 'acknowledged', 'resolved')),
  class text not null check (class in ('page', 'ticket', 'info')),
  severity text not null check (severity in ('emergency', 'critical', 'page', 'ticket', 'info')),
  territory text not null references territories,
  group_key text not null,
  subject text,
  slo text,
  source text,
  topic_id uuid not null unique,
  started_at timestamptz not null,
  triggered_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by jsonb,
  resolved_at timestamptz,
  resolved_by jsonb,
  automatic boolean,
  reopenings jsonb not null,
  quiet_until timestamptz,
  firing integer not null check (firing >= 0),
  folded integer not null check (folded >= 0),
  head_seq integer not null check (head_seq >= 0),
  head_hash text not null,
  anchored_seq integer not null default 0,
  version integer not null check (version > 0),
  updated_at timestamptz not null,
  constraint incidents_acknowledged check (num_nonnulls(acknowledged_at, acknowledged_by) in (0, 2)),
  constraint incidents_resolved check (num_nonnulls(resolved_at, resolved_by, automatic) = case when state = 'resolved' then 3 else 0 end)
);
comment on table incidents is 'What is wrong and somebody has to see to, from the first alert to the end';
comment on column incidents.group_key is 'What its alerts share; only alerts of its own class hold it open';
comment on column incidents.head_hash is 'Hash of the newest entry of its timeline';
comment on column incidents.anchored_seq is 'Up to which entry of its timeline the audit trail knows the hash';
create index incidents_by_number on incidents (territory, number desc);
create index incidents_open on incidents (number desc) where state <> 'resolved';
create index incidents_by_subject on incidents (subject, number desc);
create index incidents_to_quiet on incidents (quiet_until) where quiet_until is not null;
create index incidents_to_anchor on incidents (updated_at) where anchored_seq < head_seq;

create table alert_groups (
  key text primary key,
  territory text not null references territories,
  incident_id uuid references incidents
);
comment on table alert_groups is 'What alerts share that are one incident, and the last incident they were; locked in the order of keys before alerts are read';

create table alerts (
  id uuid primary key,
  source_id uuid not null,
  source text not null,
  fingerprint text not null,
  name text not null,
  labels jsonb not null,
  annotations jsonb not null,
  summary text not null,
  generator_url text,
  severity text not null,
  class text not null,
  slo text,
  subject text,
  territory text not null references territories,
  outside boolean not null,
  group_key text not null,
  incident_id uuid references incidents,
  firing_from timestamptz,
  closed_until timestamptz,
  told_start timestamptz not null,
  told_at timestamptz not null,
  noted_summary text not null,
  noted_at timestamptz not null,
  upstream text not null,
  folded integer not null check (folded >= 0),
  first_seen_at timestamptz not null,
  unique (source_id, fingerprint)
);
comment on table alerts is 'What is known of each alert; it is open exactly if firing_from > closed_until';
comment on column alerts.firing_from is 'The greatest start at which it was seen firing';
comment on column alerts.closed_until is 'The greatest end at which it was seen resolved';
comment on column alerts.told_at is 'As of when labels, annotations and summary are: the latest by start and receipt';
comment on column alerts.upstream is 'SHA-256 of the key by which the source groups';
comment on column alerts.folded is 'How many alerts this row stands for that were too many to be kept one by one; 0 = it is one itself';
create index alerts_by_incident on alerts (incident_id);
create index alerts_folded on alerts (source_id, upstream) where folded > 0;

create table incident_alerts (
  incident_id uuid not null references incidents,
  alert_id uuid not null references alerts,
  territory text not null references territories,
  starts_at timestamptz not null,
  primary key (incident_id, alert_id)
);
comment on table incident_alerts is 'Which alerts an incident had, also those that are another one''s by now';
create index incident_alerts_alert on incident_alerts (alert_id);

create table incident_events (
  incident_id uuid not null references incidents,
  seq integer not null check (seq > 0),
  position bigint generated always as identity,
  territory text not null references territories,
  at timestamptz(3) not null,
  kind text not null check (kind ~ '^[a-z][a-z.-]{0,62}$'),
  actor jsonb not null,
  data jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (incident_id, seq)
);
comment on table incident_events is 'The timeline of each incident: append-only; hash = SHA-256 over previous_hash and the canonical content';

create function incident_events_are_append_only() returns trigger language plpgsql
  as $$ begin raise exception 'the timeline of an incident is append-only'; end $$;
create trigger incident_events_no_edit before update or delete on incident_events for each row execute function incident_events_are_append_only();
create trigger incident_events_no_truncate before truncate on incident_events for each statement execute function incident_events_are_append_only();

do $$ declare t text; begin
  foreach t in array array['alert_sources', 'alert_payloads', 'incidents', 'alert_groups', 'alerts', 'incident_alerts', 'incident_events'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to leitstand_app using (territory = any ((select leitstand_territories())::text[]))
      with check (territory = any ((select leitstand_territories())::text[]))', t || '_territory', t);
  end loop;
end $$;
grant select, insert, update, delete on alert_sources, alert_payloads to leitstand_app;
grant select, insert, update on incidents, alert_groups, alerts, incident_alerts to leitstand_app;
grant select, insert on incident_events to leitstand_app;
