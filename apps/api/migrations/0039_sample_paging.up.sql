-- The sample rota and its policies are made once, for the first administrator; whoever deletes them does not find them again.
create table sample_paging_seed (
  only_one boolean primary key default true check (only_one),
  seeded_at timestamptz not null
);
comment on table sample_paging_seed is 'Marks that the sample schedule and policies were made';
grant select, insert on sample_paging_seed to leitstand_app;
