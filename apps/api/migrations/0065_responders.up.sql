-- People may be asked to help with one incident, and have roles in it.
create table incident_responders (
  incident_id uuid not null references incidents,
  user_id uuid not null references users on delete cascade,
  territory text not null references territories,
  state text not null check (state in ('pending', 'accepted', 'declined', 'silent')),
  schedule text,
  asked_by jsonb not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  primary key (incident_id, user_id),
  constraint incident_responders_answered check ((state in ('accepted', 'declined')) = (answered_at is not null))
);
comment on table incident_responders is 'Who was asked to help with an incident, and what they said; whoever did not decline may read, acknowledge and note it';
comment on column incident_responders.schedule is 'By which schedule they were on call when they were asked; null = they themselves were';
comment on column incident_responders.state is 'silent = no answer within five minutes, of which whoever asked was told; an answer still counts';
create index incident_responders_user on incident_responders (user_id);
create index incident_responders_pending on incident_responders (asked_at) where state = 'pending';

create table incident_roles (
  incident_id uuid not null references incidents,
  role text not null check (role in ('incident-commander', 'communications-lead', 'operations-lead', 'scribe')),
  user_id uuid not null references users on delete cascade,
  territory text not null references territories,
  given_by jsonb not null,
  since timestamptz not null,
  primary key (incident_id, role)
);
comment on table incident_roles is 'Who has which role in an incident: each has one holder at most';
create index incident_roles_user on incident_roles (user_id);

do $$ declare t text; begin
  foreach t in array array['incident_responders', 'incident_roles'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I to leitstand_app using (territory = any ((select leitstand_territories())::text[]))
      with check (territory = any ((select leitstand_territories())::text[]))', t || '_territory', t);
  end loop;
end $$;
grant select, insert, update on incident_responders to leitstand_app;
grant select, insert, update, delete on incident_roles to leitstand_app;

-- Who may use a route about one incident since they were asked to help with it, whatever they hold in its territory.
create function leitstand_guest_of(person uuid, incident uuid, incident_number bigint)
  returns table (id uuid, territory text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, i.territory from incident_responders r join incidents i on i.id = r.incident_id
   where r.user_id = person and r.state <> 'declined' and (i.id = incident or i.number = incident_number)
$$;
comment on function leitstand_guest_of is 'The incident of that id or number, where this person was asked to help with it and did not decline';
revoke all on function leitstand_guest_of from public;
grant execute on function leitstand_guest_of to leitstand_app;
