-- Each delivery asks which of its alerts we had found before anybody told of them: that are few, of however many are open.
create index alerts_found on alerts (source_id, name)
  where starts_with(fingerprint, 'found-') and firing_from is not null and (closed_until is null or firing_from > closed_until);
