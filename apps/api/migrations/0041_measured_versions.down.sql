drop table slo_measured_versions;
