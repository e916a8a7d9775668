-- In which stretches nobody listened: several of them, and for how long, where one pause was known.
alter table heartbeat_watch add column pauses jsonb not null default '[]';
update heartbeat_watch set pauses = jsonb_build_array(jsonb_build_object(
    'from', floor(extract(epoch from paused_at) * 1000), 'to', floor(extract(epoch from armed_at) * 1000),
    'deaf', floor(extract(epoch from armed_at - paused_at) * 1000)))
  where armed_at > paused_at;
alter table heartbeat_watch drop column paused_at, drop column armed_at;
comment on column heartbeat_watch.pauses is 'Stretches between two looks that were too long, oldest first: from, to, and for how long nobody listened (deaf), milliseconds';
comment on table heartbeat_watch is 'When it was last looked whether something is late; what may have been said in a pause is waited for one interval more';
