-- The application appends to the audit trail through one function and in no other way: it can neither insert an event elsewhere nor
-- move the head. What it could still do, append an event under a seal that it makes up, shows at once: the key is not in here.
revoke insert on audit_events from leitstand_app;
revoke update on audit_head from leitstand_app;
drop policy audit_append on audit_events;

create function leitstand_audit_head() returns audit_head
  language sql security definer set search_path = public, pg_temp as $$ select * from audit_head for update $$;
comment on function leitstand_audit_head is 'The head of the audit trail, locked until the transaction ends';

create function leitstand_audit_append(event jsonb, seal text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  link audit_events := jsonb_populate_record(null::audit_events, event);
  head audit_head := leitstand_audit_head();
begin
  if link.seq is distinct from head.seq + 1 or link.previous_hash is distinct from head.hash then
    raise exception 'the event does not follow the head of the audit trail' using errcode = 'check_violation', constraint = 'audit_follows_head';
  end if;
  if link.territory is not null and not link.territory = any (leitstand_territories()) then
    raise exception 'the territory of the audit event is not in scope' using errcode = 'insufficient_privilege';
  end if;
  insert into audit_events select link.*;
  update audit_head set seq = link.seq, hash = link.hash, seal = leitstand_audit_append.seal;
end $$;
comment on function leitstand_audit_append is 'Appends the event that follows the head, and makes it the head; the only way for the application';
revoke all on function leitstand_audit_head, leitstand_audit_append from public;
grant execute on function leitstand_audit_head, leitstand_audit_append to leitstand_app;

create table audit_verification (
  only_one boolean primary key default true check (only_one),
  content jsonb not null,
  proof text not null
);
comment on table audit_verification is 'What the newest verification of the audit trail found, and which head was last anchored outside of the database';
comment on column audit_verification.proof is 'HMAC-SHA-256 of the content under a key that is not in the database';
grant select, insert, update on audit_verification to leitstand_app;

-- An address is an address. What is stored already stays as it is: its hash says so.
create function leitstand_is_address(text) returns boolean language plpgsql immutable parallel safe
  as $$ begin return $1 ~ '^[0-9a-f.:]+$' and $1::inet is not null; exception when invalid_text_representation then return false; end $$;
comment on function leitstand_is_address is 'Whether a text is an IPv4 or IPv6 address in lower case, without port, zone or prefix';
alter table audit_events add constraint audit_events_ip check (ip is null or leitstand_is_address(ip)) not valid;

-- Asked once a statement, not once a row: a verification reads them all.
alter policy audit_read on audit_events
  using (territory is null or territory = any ((select leitstand_territories())::text[])
    or (select leitstand_actor()) = 'system:audit-verify');
