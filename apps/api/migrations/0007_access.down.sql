alter policy audit_read on audit_events using (territory is null or territory = any (leitstand_territories()));
alter policy invitations_territory on invitations with check (territories <@ leitstand_territories());
drop trigger access_doorbell on api_tokens;
drop trigger access_doorbell on auth_sessions;
drop trigger access_doorbell on user_grants;
drop trigger access_doorbell on users;
drop function access_doorbell();
drop table password_resets;
