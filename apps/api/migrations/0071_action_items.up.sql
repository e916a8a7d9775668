-- What is to be done so that an incident does not come back.
create table action_items (
  id uuid primary key,
  number bigint not null unique generated always as identity,
  incident_id uuid not null references incidents,
  territory text not null references territories,
  title text not null check (length(title) between 1 and 300),
  owner_user uuid references users on delete set null,
  owner_team text,
  due date,
  link text,
  state text not null check (state in ('open', 'done', 'dropped')),
  reason text,
  created_by jsonb not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  version integer not null check (version > 0),
  updated_at timestamptz not null,
  constraint action_items_owner check (num_nonnulls(owner_user, owner_team) <= 1),
  constraint action_items_closed check ((state = 'open') = (closed_at is null)),
  constraint action_items_reason check (state <> 'dropped' or reason is not null)
);
comment on table action_items is 'What is to be done after an incident, by whom, and until when';
comment on column action_items.owner_team is 'Slug of the team that sees to it; a person or a team, or nobody yet';
comment on column action_items.reason is 'Why it was dropped, or what is to be said of its end';
create index action_items_incident on action_items (incident_id, number);
create index action_items_open on action_items (due, number) where state = 'open';
create index action_items_user on action_items (owner_user) where state = 'open';

alter table action_items enable row level security;
create policy action_items_territory on action_items to leitstand_app
  using (territory = any ((select leitstand_territories())::text[])) with check (territory = any ((select leitstand_territories())::text[]));
grant select, insert, update on action_items to leitstand_app;
