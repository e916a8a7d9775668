drop index alerts_found;
