drop index slos_by_team;
alter table slos drop constraint slos_deleted_have_no_team;
alter table slos drop constraint slos_team;
