drop function leitstand_audit_append(jsonb, text);
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
revoke all on function leitstand_audit_append from public;
grant execute on function leitstand_audit_append to leitstand_app;
