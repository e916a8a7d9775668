drop table audit_events;
drop table audit_head;
drop function audit_is_append_only();
