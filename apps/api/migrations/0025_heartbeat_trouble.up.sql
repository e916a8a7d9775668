-- What a background process says of itself besides that it lives.
alter table heartbeats add column trouble text check (length(trouble) between 1 and 200);
comment on column heartbeats.trouble is 'What keeps it from its work, as the code of the system; null: nothing';
