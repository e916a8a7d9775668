create table widgets (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 200),
  territory text not null references territories,
  note text not null,
  ends_at timestamptz,
  ended_at timestamptz,
  version integer not null check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table widgets is 'What a widget is, in a sentence for whoever reads the schema';
create index widgets_territory on widgets (territory, slug);
create index widgets_due on widgets (ends_at) where ended_at is null;
alter table widgets enable row level security;
create policy widgets_territory on widgets to leitstand_app
  using (territory = any (leitstand_territories())) with check (territory = any (leitstand_territories()));
grant select, insert, update, delete on widgets to leitstand_app;
