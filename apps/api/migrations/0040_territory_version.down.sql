alter table territories drop column version;
