update slo_readings set reading = (reading::jsonb #- '{burn,forecast}')::json;
