alter table slos drop column refused_by;
