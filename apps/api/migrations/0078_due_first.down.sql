drop index alerts_in_doubt;
drop index incidents_by_change;
drop index notifications_due;
