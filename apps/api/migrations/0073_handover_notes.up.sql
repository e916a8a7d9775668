-- What whoever leaves a shift writes for whoever comes.
create table handover_notes (
  id uuid primary key,
  schedule_id uuid not null,
  territory text not null,
  text text not null check (length(text) between 1 and 4000),
  incident_ids uuid[] not null check (cardinality(incident_ids) <= 50),
  written_by uuid references users,
  written_at timestamptz not null,
  taken_by uuid references users,
  taken_at timestamptz,
  check ((taken_by is null) or (taken_at is not null)),
  foreign key (schedule_id, territory) references schedules (id, territory) on update cascade on delete cascade
);
comment on table handover_notes is 'What whoever leaves a shift of a schedule writes for whoever comes; kept as history';
comment on column handover_notes.incident_ids is 'Incidents of its territory that paged and were open when it was written';
comment on column handover_notes.written_by is 'null = a token that is nobody''s';
comment on column handover_notes.taken_at is 'When somebody said that they have read it; null = it waits for whoever is on call';
create index handover_notes_of on handover_notes (schedule_id, written_at desc);
create index handover_notes_waiting on handover_notes (schedule_id) where taken_at is null;
alter table handover_notes enable row level security;
create policy handover_notes_territory on handover_notes to leitstand_app
  using (territory = any ((select leitstand_territories())::text[]))
  with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update (taken_by, taken_at) on handover_notes to leitstand_app;
