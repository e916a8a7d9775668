-- Two administrators who change one territory at once hear of it, as with everything else that has a version.
alter table territories add column version integer not null default 1 check (version > 0);
comment on column territories.version is 'Counts changes; what If-Match of a write names';
