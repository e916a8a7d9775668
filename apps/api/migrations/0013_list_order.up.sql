-- The order of names in lists, the same as libs/contract's: numbers by size, letters without case and accents.
-- No index: a list counts every SLO it may show, by state, so it reads them all whatever their order.
create collation slo_text (provider = icu, locale = 'und-u-kn-true-ks-level1', deterministic = false);
comment on collation slo_text is 'How people order names: 9 before 10, a beside A and ä';
