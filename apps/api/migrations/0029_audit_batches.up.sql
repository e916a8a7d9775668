-- One statement appends many events: whoever writes thousands keeps the head locked for a moment only. A single event, not in a list,
-- is taken as before.
drop function leitstand_audit_append(jsonb, text);
create function leitstand_audit_append(events jsonb, seal text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_head := leitstand_audit_head();
  link audit_events;
begin
  for link in
    select l.* from jsonb_array_elements(case jsonb_typeof(events) when 'array' then events else jsonb_build_array(events) end)
      with ordinality as given(event, place), jsonb_populate_record(null::audit_events, given.event) as l order by given.place
  loop
    if link.seq is distinct from head.seq + 1 or link.previous_hash is distinct from head.hash then
      raise exception 'the event does not follow the head of the audit trail' using errcode = 'check_violation', constraint = 'audit_follows_head';
    end if;
    if link.territory is not null and not link.territory = any (leitstand_territories()) then
      raise exception 'the territory of the audit event is not in scope' using errcode = 'insufficient_privilege';
    end if;
    insert into audit_events select link.*;
    head.seq := link.seq;
    head.hash := link.hash;
  end loop;
  update audit_head set seq = head.seq, hash = head.hash, seal = leitstand_audit_append.seal;
end $$;
comment on function leitstand_audit_append is 'Appends the events that follow the head, and makes the last of them the head; the only way for the application';
revoke all on function leitstand_audit_append from public;
grant execute on function leitstand_audit_append to leitstand_app;
