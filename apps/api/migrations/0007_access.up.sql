-- Links for people who forgot their password. A person may hold several: asking for one more voids none, using one voids all.
create table password_resets (
  token_hash text primary key,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table password_resets is 'One-time links to set a new password, SHA-256 hashed';
create index password_resets_user on password_resets (user_id);
alter table password_resets enable row level security;
create policy password_resets_access on password_resets to leitstand_app
  using (leitstand_actor() = 'system:access') with check (leitstand_actor() = 'system:access');
grant select, insert, delete on password_resets to leitstand_app;

-- Rung when anything changes that decides who is let in with which rights, by whatever process or hand: none may go on by what it remembers.
create function access_doorbell() returns trigger language plpgsql
  as $$ begin perform pg_notify('leitstand_access', ''); return null; end $$;
create trigger access_doorbell after update of name, email, locale, time_zone, disabled_at or delete on users
  for each row execute function access_doorbell();
create trigger access_doorbell after insert or update or delete on user_grants for each row execute function access_doorbell();
create trigger access_doorbell after update of expires_at or delete on auth_sessions for each row execute function access_doorbell();
create trigger access_doorbell after update of scopes, territories, expires_at, revoked_at or delete on api_tokens
  for each row execute function access_doorbell();

-- An invitation that lapsed in one territory must not keep the address from being invited to another: it may be voided from anywhere.
alter policy invitations_territory on invitations
  with check (territories <@ leitstand_territories() or (leitstand_actor() = 'system:access' and revoked_at is not null));

-- Who verifies the chain sees all of it on one snapshot, also what was written in a territory that was made a moment ago.
alter policy audit_read on audit_events
  using (territory is null or territory = any (leitstand_territories()) or leitstand_actor() = 'system:audit-verify');
