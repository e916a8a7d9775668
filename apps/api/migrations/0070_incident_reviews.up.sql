-- What people learn from an incident: entries of its timeline that matter, a review, and each version of it that was published.
create table incident_pins (
  incident_id uuid not null,
  seq integer not null,
  territory text not null references territories,
  pinned_by jsonb not null,
  pinned_at timestamptz not null,
  primary key (incident_id, seq),
  foreign key (incident_id, seq) references incident_events (incident_id, seq)
);
comment on table incident_pins is 'Entries of a timeline that tell what mattered: the review of the incident shows them';

create table incident_reviews (
  incident_id uuid primary key references incidents,
  territory text not null references territories,
  state text not null check (state in ('draft', 'in-review', 'published')),
  sections jsonb not null,
  edition integer not null check (edition >= 0),
  started_by jsonb not null,
  started_at timestamptz not null,
  published_by jsonb,
  published_at timestamptz,
  version integer not null check (version > 0),
  updated_at timestamptz not null,
  constraint incident_reviews_published check (
    (state = 'published') = (edition > 0) and num_nonnulls(published_by, published_at) = case when edition > 0 then 2 else 0 end)
);
comment on table incident_reviews is 'What people wrote about an incident that is over; one review an incident';
comment on column incident_reviews.edition is 'The newest of its published editions; 0 = none yet';
comment on column incident_reviews.published_at is 'When the newest edition was published';
create index incident_reviews_recent on incident_reviews (started_at desc, incident_id);

create table incident_review_editions (
  incident_id uuid not null references incident_reviews,
  edition integer not null check (edition > 0),
  territory text not null references territories,
  sections jsonb not null,
  facts jsonb not null,
  published_by jsonb not null,
  published_at timestamptz not null,
  primary key (incident_id, edition)
);
comment on table incident_review_editions is 'Reviews as they were published, with what was known then: append-only';

do $$ declare t text; begin
  foreach t in array array['incident_pins', 'incident_reviews', 'incident_review_editions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to leitstand_app using (territory = any ((select leitstand_territories())::text[]))
      with check (territory = any ((select leitstand_territories())::text[]))', t || '_territory', t);
  end loop;
end $$;
grant select, insert, delete on incident_pins to leitstand_app;
grant select, insert, update on incident_reviews to leitstand_app;
grant select, insert on incident_review_editions to leitstand_app;
