-- What one version of Prometheus refuses, another may take: then it is tried again.
alter table slos add column refused_by text;
comment on column slos.refused_by is 'Version of the Prometheus that refused refused_version; null = Leitstand''s own reader did, or it is not known';
