alter table heartbeats drop column trouble;
