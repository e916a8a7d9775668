-- By which window a reading foretells; those that are stored went by the last hour, until the next one takes their place.
update slo_readings set reading = jsonb_set(reading::jsonb, '{burn,forecast}',
  jsonb_build_object('window', '1h', 'rate', reading #> '{burn,rate1h}'))::json;
