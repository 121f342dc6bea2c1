-- An id as the engine makes them: 48 bits of milliseconds, 48 of chance (src/kernel/ids.ts).
CREATE FUNCTION new_id(at bigint) RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex(at), 12, '0') || '8' || substr(chance, 1, 3) || '8000000' || substr(chance, 4, 9))::uuid
  FROM replace(gen_random_uuid()::text, '-', '') AS chance
$$;

-- What the outside is told: one row a fact, written by the statement that makes it a fact.
CREATE TABLE webhook_events (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  type text NOT NULL,
  at bigint NOT NULL,
  call_id uuid,
  agent_id uuid,
  subject text,
  -- Its place in the call's log.
  sequence integer,
  data json NOT NULL
);
CREATE INDEX webhook_events_of ON webhook_events (organization_id, id);
CREATE INDEX webhook_events_call ON webhook_events (call_id, sequence) WHERE call_id IS NOT NULL;

CREATE TABLE webhook_endpoints (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  agent_id uuid,
  -- Came with this call, for this call.
  call_id uuid,
  url text NOT NULL,
  description text NOT NULL,
  format text NOT NULL,
  event_types text[] NOT NULL,
  headers_sealed text NOT NULL,
  signing text NOT NULL,
  secret_sealed text,
  old_secret_sealed text,
  old_secret_until bigint,
  active boolean NOT NULL,
  disabled_reason text,
  disabled_at bigint,
  failing_since bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX webhook_endpoints_of ON webhook_endpoints (organization_id, id) WHERE call_id IS NULL;
CREATE INDEX webhook_endpoints_call ON webhook_endpoints (call_id) WHERE call_id IS NOT NULL;

CREATE TABLE webhook_deliveries (
  id uuid PRIMARY KEY,
  -- In the order of insertion; decides between events of one place.
  ordinal bigint GENERATED ALWAYS AS IDENTITY,
  organization_id uuid NOT NULL,
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoints ON DELETE CASCADE,
  event_id uuid NOT NULL,
  type text NOT NULL,
  call_id uuid,
  sequence integer,
  -- due (also while it is sent), delivered, dead, skipped
  state text NOT NULL,
  -- Waits for those before it at the same endpoint and call; a replay does not.
  ordered boolean NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  tries_made integer NOT NULL DEFAULT 0,
  -- While a node sends it: when somebody else may.
  due_at bigint NOT NULL,
  node_id uuid,
  claim integer NOT NULL DEFAULT 0,
  -- As it was rendered for the first try.
  body text,
  created_at bigint NOT NULL,
  finished_at bigint
);
CREATE INDEX webhook_deliveries_next ON webhook_deliveries (due_at) WHERE state = 'due';
CREATE INDEX webhook_deliveries_taken ON webhook_deliveries (node_id) WHERE state = 'due' AND node_id IS NOT NULL;
CREATE INDEX webhook_deliveries_lane ON webhook_deliveries (endpoint_id, call_id, sequence, ordinal)
  WHERE state = 'due' AND ordered;
CREATE INDEX webhook_deliveries_of ON webhook_deliveries (organization_id, id);
CREATE INDEX webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id, id);
CREATE INDEX webhook_deliveries_call ON webhook_deliveries (call_id) WHERE call_id IS NOT NULL;

CREATE TABLE webhook_tries (
  delivery_id uuid NOT NULL REFERENCES webhook_deliveries ON DELETE CASCADE,
  number integer NOT NULL,
  at bigint NOT NULL,
  url text NOT NULL,
  request_headers json NOT NULL,
  status integer,
  answer text,
  error text,
  duration_ms integer NOT NULL,
  PRIMARY KEY (delivery_id, number)
);
