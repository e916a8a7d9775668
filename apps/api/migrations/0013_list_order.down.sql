drop collation slo_text;
