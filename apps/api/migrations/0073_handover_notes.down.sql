drop table handover_notes;
