alter policy notification_topics_territory on notification_topics
  using (territory = any (leitstand_territories()) or leitstand_actor() = 'system:notifications')
  with check (territory = any (leitstand_territories()) or leitstand_actor() = 'system:notifications');
alter policy notifications_territory on notifications
  using (territory = any (leitstand_territories()) or leitstand_actor() = 'system:notifications')
  with check (territory = any (leitstand_territories()) or leitstand_actor() = 'system:notifications');
alter policy contact_methods_own_room on contact_methods
  using (leitstand_actor() = 'system:notifications') with check (leitstand_actor() = 'system:notifications');
alter policy notification_attempts_append on notification_attempts
  with check (leitstand_actor() = 'system:notifications');
