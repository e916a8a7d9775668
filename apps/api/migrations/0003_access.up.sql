-- Who may act, in which territories, by which session or token.
create function leitstand_actor() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('leitstand.actor', true), '') $$;
comment on function leitstand_actor() is 'Actor of the running transaction''s scope; empty outside of one';

create table users (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  locale text check (locale in ('de', 'en')),
  time_zone text,
  disabled_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table users is 'People who may sign in';
alter table users enable row level security;
create policy users_read on users for select to leitstand_app using (true);
create policy users_add on users for insert to leitstand_app with check (leitstand_actor() = 'system:access');
create policy users_change on users for update to leitstand_app
  using (leitstand_actor() = 'system:access') with check (leitstand_actor() = 'system:access');
grant select, insert, update on users to leitstand_app;

-- Sessions and credentials are read by the access room alone: other rooms' scopes see no row of them.
create table auth_sessions (
  id uuid primary key,
  token text not null unique,
  user_id uuid not null references users on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table auth_sessions is 'Signed-in browsers; the cookie carries the token with a signature whose key is not in the database';
create index auth_sessions_user on auth_sessions (user_id);

create table auth_accounts (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references users on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
comment on table auth_accounts is 'How a user signs in: a scrypt-hashed password, or a subject of the identity provider';
create index auth_accounts_user on auth_accounts (user_id);

create table auth_verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table auth_verifications is 'State of sign-ins that are under way at the identity provider';
create index auth_verifications_identifier on auth_verifications (identifier);

create table first_run_links (
  hash text primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table first_run_links is 'One-time links for the first administrator, SHA-256 hashed; at most one lives';

do $$ declare t text; begin
  foreach t in array array['auth_sessions', 'auth_accounts', 'auth_verifications', 'first_run_links'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to leitstand_app using (leitstand_actor() = ''system:access'')
      with check (leitstand_actor() = ''system:access'')', t || '_access', t);
    execute format('grant select, insert, update, delete on %I to leitstand_app', t);
  end loop;
end $$;

create table user_grants (
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('viewer', 'responder', 'editor', 'approver', 'auditor', 'admin')),
  territory text not null references territories,
  created_at timestamptz not null default now(),
  primary key (user_id, role, territory)
);
comment on table user_grants is 'Which role a user holds in which territory';
create index user_grants_territory on user_grants (territory, role);
alter table user_grants enable row level security;
create policy user_grants_read on user_grants for select to leitstand_app
  using (territory = any (leitstand_territories()) or leitstand_actor() = 'system:access');
create policy user_grants_add on user_grants for insert to leitstand_app with check (territory = any (leitstand_territories()));
create policy user_grants_take on user_grants for delete to leitstand_app using (territory = any (leitstand_territories()));
grant select, insert, delete on user_grants to leitstand_app;

create table invitations (
  id uuid primary key,
  email text not null check (email = lower(email)),
  token_hash text not null unique,
  grants jsonb not null,
  territories text[] not null check (cardinality(territories) > 0),
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);
comment on table invitations is 'Links for people who have no account yet; the token is SHA-256 hashed';
create unique index invitations_open on invitations (email) where accepted_at is null and revoked_at is null;
alter table invitations enable row level security;
create policy invitations_territory on invitations to leitstand_app
  using (territories && leitstand_territories() or leitstand_actor() = 'system:access')
  with check (territories <@ leitstand_territories());
grant select, insert, update on invitations to leitstand_app;

create table api_tokens (
  id uuid primary key,
  user_id uuid references users on delete cascade,
  name text not null check (length(name) between 1 and 100),
  prefix text not null,
  hash text not null unique,
  scopes text[] not null,
  territories text[] not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
comment on table api_tokens is 'Bearer tokens, SHA-256 hashed; without a user they belong to the instance''s operator';
create index api_tokens_user on api_tokens (user_id);
alter table api_tokens enable row level security;
create policy api_tokens_territory on api_tokens to leitstand_app
  using (territories && leitstand_territories() or leitstand_actor() = 'system:access')
  with check (territories <@ leitstand_territories() or leitstand_actor() = 'system:access');
grant select, insert, update (last_used_at, revoked_at) on api_tokens to leitstand_app;
