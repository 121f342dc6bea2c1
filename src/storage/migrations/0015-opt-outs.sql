-- Ids of events and deliveries follow the order in which they were written, within a millisecond too: 48 bits of
-- milliseconds, 32 of a counter, 16 of chance.
CREATE SEQUENCE told_ordinals MINVALUE 0 MAXVALUE 4294967295 CYCLE;
CREATE OR REPLACE FUNCTION new_id(at bigint) RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex(at), 12, '0') || '8' || substr(place, 1, 3) || '8000000' || substr(place, 4, 9))::uuid
  FROM (SELECT lpad(to_hex(nextval('told_ordinals')), 8, '0') || substr(gen_random_uuid()::text, 1, 4)) AS told(place)
$$;

-- Who asks not to be called any more is not called any more, unless the organization wants it otherwise.
ALTER TABLE organizations ADD COLUMN suppress_opt_outs boolean NOT NULL DEFAULT true;
-- In which call it was asked for.
ALTER TABLE suppressions ADD COLUMN call_id uuid;
CREATE INDEX suppressions_call ON suppressions (call_id) WHERE call_id IS NOT NULL;
