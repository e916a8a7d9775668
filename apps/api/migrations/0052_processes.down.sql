comment on column heartbeats.process is null;
revoke delete on heartbeats from leitstand_app;
delete from heartbeats where process like 'worker %' or process like 'task %';
