-- Signs of life are of one process each: of two workers, the last who wrote hid what the other one said.
delete from heartbeats where process = 'worker' or process like 'task %';
grant delete on heartbeats to leitstand_app;
comment on column heartbeats.process is 'What says it, and which one of several: a worker, the end of a task in one of them, a part that is in trouble';
