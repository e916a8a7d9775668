-- What is due is found in the order in which it is sent; incidents that changed lately, and alerts whose end is in doubt, without a look at all that are
-- open.
create index notifications_due on notifications (urgency, next_at, id) where ended_at is null;
create index incidents_by_change on incidents (updated_at);
create index alerts_in_doubt on alerts (source_id)
  where end_told is not null and firing_from is not null and (closed_until is null or firing_from > closed_until);
