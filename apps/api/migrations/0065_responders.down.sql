drop function leitstand_guest_of;
drop table incident_roles;
drop table incident_responders;
