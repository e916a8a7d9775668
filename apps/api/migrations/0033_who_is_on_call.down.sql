drop table schedule_overrides;
drop table schedule_members;
drop table schedules;
