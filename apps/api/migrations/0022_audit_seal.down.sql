alter policy audit_read on audit_events
  using (territory is null or territory = any (leitstand_territories()) or leitstand_actor() = 'system:audit-verify');
alter table audit_events drop constraint audit_events_ip;
drop function leitstand_is_address;
drop table audit_verification;
drop function leitstand_audit_append;
drop function leitstand_audit_head;
create policy audit_append on audit_events for insert to leitstand_app
  with check (territory is null or territory = any (leitstand_territories()));
grant update on audit_head to leitstand_app;
grant insert on audit_events to leitstand_app;
