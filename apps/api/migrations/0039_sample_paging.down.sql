drop table sample_paging_seed;
