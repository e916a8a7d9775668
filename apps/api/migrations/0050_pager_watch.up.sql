-- What the operators were told by the direct path, so that processes do not tell it twice, nor again after a start.
create table pager_watch (
  only_one boolean primary key default true check (only_one),
  id uuid not null,
  since timestamptz not null,
  told integer not null check (told >= 0),
  told_at timestamptz,
  fine_since timestamptz,
  flapping boolean not null,
  ended_at timestamptz
);
comment on table pager_watch is 'The newest time in which pages may not have gone out, and what the operators were told of it';
comment on column pager_watch.told is 'How many messages told of it; numbers the next one';
comment on column pager_watch.fine_since is 'Since when nothing has been wrong, while that is not believed yet';
grant select, insert, update on pager_watch to leitstand_app;
