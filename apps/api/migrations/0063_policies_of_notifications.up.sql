-- Who asks is found once for each statement, not once for each row.
alter policy notification_topics_territory on notification_topics
  using (territory = any ((select leitstand_territories())::text[]) or (select leitstand_actor()) = 'system:notifications')
  with check (territory = any ((select leitstand_territories())::text[]) or (select leitstand_actor()) = 'system:notifications');
alter policy notifications_territory on notifications
  using (territory = any ((select leitstand_territories())::text[]) or (select leitstand_actor()) = 'system:notifications')
  with check (territory = any ((select leitstand_territories())::text[]) or (select leitstand_actor()) = 'system:notifications');
alter policy contact_methods_own_room on contact_methods
  using ((select leitstand_actor()) = 'system:notifications') with check ((select leitstand_actor()) = 'system:notifications');
alter policy notification_attempts_append on notification_attempts
  with check ((select leitstand_actor()) = 'system:notifications');
