-- A team that an objective names cannot go, also not while the objective is being saved. A deleted objective keeps no team from going.
update slos set team = null
  where deleted_at is not null or not exists (select from teams where teams.slug = slos.team);
alter table slos add constraint slos_team foreign key (team) references teams (slug) deferrable initially deferred;
alter table slos add constraint slos_deleted_have_no_team check (deleted_at is null or team is null);
create index slos_by_team on slos (team);
