drop table catalog_seed;
drop table subject_dependencies;
drop table subjects;
drop table environments;
drop table teams;
