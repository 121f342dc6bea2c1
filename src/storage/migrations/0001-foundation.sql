-- Times are milliseconds since the epoch. Ids are uuids that sort by time. Payloads are json, not jsonb: a log that
-- is replayed byte for byte keeps the order of its keys.

CREATE TABLE organizations (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  concurrency integer NOT NULL,
  calls_per_second integer NOT NULL,
  destination_allow text[] NOT NULL DEFAULT '{}',
  default_number_id uuid,
  is_default boolean NOT NULL DEFAULT false,
  created_at bigint NOT NULL
);
CREATE UNIQUE INDEX organizations_one_default ON organizations (is_default) WHERE is_default;

CREATE TABLE api_keys (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  mode text NOT NULL CHECK (mode IN ('live', 'test')),
  name text NOT NULL,
  hash text NOT NULL UNIQUE,
  created_at bigint NOT NULL,
  revoked_at bigint
);

CREATE TABLE agents (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  config json NOT NULL,
  production_version_id uuid,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX agents_newest ON agents (organization_id, id DESC);

CREATE TABLE agent_versions (
  id uuid PRIMARY KEY,
  agent_id uuid NOT NULL REFERENCES agents,
  organization_id uuid NOT NULL,
  number integer NOT NULL,
  message text NOT NULL,
  config json NOT NULL,
  created_at bigint NOT NULL,
  UNIQUE (agent_id, number)
);
CREATE INDEX agent_versions_newest ON agent_versions (agent_id, id DESC);

CREATE TABLE trunks (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL,
  uri text NOT NULL,
  username text,
  -- Sealed with a key that is not in this database.
  password_sealed text,
  concurrency integer NOT NULL,
  calls_per_second integer NOT NULL,
  active boolean NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX trunks_newest ON trunks (organization_id, id DESC);

CREATE TABLE numbers (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  e164 text NOT NULL,
  trunk_id uuid,
  agent_id uuid,
  name text NOT NULL,
  active boolean NOT NULL,
  last_used_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  CONSTRAINT numbers_once UNIQUE (organization_id, e164)
);
CREATE INDEX numbers_newest ON numbers (organization_id, id DESC);
CREATE INDEX numbers_anywhere ON numbers (e164);
CREATE INDEX numbers_least_used ON numbers (organization_id, last_used_at NULLS FIRST, id) WHERE active;
CREATE INDEX numbers_of_agent ON numbers (organization_id, agent_id) WHERE agent_id IS NOT NULL;

CREATE TABLE suppressions (
  organization_id uuid NOT NULL REFERENCES organizations,
  e164 text COLLATE "C" NOT NULL,
  reason text NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (organization_id, e164)
);

-- No foreign keys from here on: calls are written 50 times a second, and their references are frozen facts.
CREATE TABLE calls (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('outbound', 'inbound')),
  status text NOT NULL CHECK (status IN ('queued', 'scheduled', 'dialing', 'ringing', 'in_progress', 'ended')),
  outcome json,
  to_address text NOT NULL,
  from_address text,
  requested_number_id uuid,
  requested_trunk_id uuid,
  number_id uuid,
  trunk_id uuid,
  agent_id uuid,
  test boolean NOT NULL,
  person json NOT NULL,
  plan json NOT NULL,
  metadata json NOT NULL,
  source json NOT NULL,
  not_before bigint,
  created_at bigint NOT NULL,
  answered_at bigint,
  ended_at bigint,
  recording json,
  turns json NOT NULL,
  latencies json NOT NULL,
  last_seq integer NOT NULL,
  -- The node that holds the call; every write of a node is fenced by it.
  node_id uuid,
  -- When the dialer takes a waiting call.
  due_at bigint NOT NULL,
  -- The request it was born of, when that may be repeated.
  request_key text,
  request_hash text
) WITH (fillfactor = 70);
CREATE INDEX calls_newest ON calls (organization_id, id DESC);
CREATE INDEX calls_of_agent ON calls (organization_id, agent_id, id DESC);
CREATE INDEX calls_due ON calls (due_at, id) WHERE node_id IS NULL AND status IN ('queued', 'scheduled');
CREATE INDEX calls_of_request ON calls (organization_id, request_key, created_at) WHERE request_key IS NOT NULL;
CREATE INDEX calls_held ON calls (node_id) WHERE node_id IS NOT NULL AND status <> 'ended';

CREATE TABLE call_events (
  call_id uuid NOT NULL,
  seq integer NOT NULL,
  at bigint NOT NULL,
  type text NOT NULL,
  data json NOT NULL,
  PRIMARY KEY (call_id, seq)
) PARTITION BY RANGE (call_id);
CREATE TABLE call_events_default PARTITION OF call_events DEFAULT;

CREATE TABLE attempts (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  node_id uuid NOT NULL,
  number integer NOT NULL,
  trunk_id uuid,
  number_id uuid,
  sip_call_id text NOT NULL,
  dialog json NOT NULL,
  started_at bigint NOT NULL,
  ended_at bigint
) PARTITION BY RANGE (id);
CREATE INDEX attempts_of_call ON attempts (call_id);
CREATE TABLE attempts_default PARTITION OF attempts DEFAULT;

-- What must be unique across partitions.
CREATE TABLE sip_call_ids (
  sip_call_id text PRIMARY KEY,
  attempt_id uuid NOT NULL,
  started_at bigint NOT NULL
);
CREATE INDEX sip_call_ids_oldest ON sip_call_ids (started_at);

-- One row an attempt under way: what concurrency counts.
CREATE TABLE live_calls (
  call_id uuid PRIMARY KEY,
  attempt_id uuid NOT NULL UNIQUE,
  organization_id uuid NOT NULL,
  person text NOT NULL,
  trunk_id uuid,
  started_at bigint NOT NULL,
  CONSTRAINT live_calls_one_per_person UNIQUE (organization_id, person)
);

-- INVITEs of the last seconds: what calls per second counts.
CREATE TABLE recent_starts (
  organization_id uuid NOT NULL,
  trunk_id uuid,
  started_at bigint NOT NULL
);
CREATE INDEX recent_starts_of ON recent_starts (organization_id, started_at);

CREATE TABLE nodes (
  id uuid PRIMARY KEY,
  sip_address text NOT NULL,
  started_at bigint NOT NULL,
  lease_until bigint NOT NULL
);

CREATE TABLE idempotency_keys (
  organization_id uuid NOT NULL,
  scope text NOT NULL,
  key text NOT NULL,
  body_hash text NOT NULL,
  claimed_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  answer_status integer,
  answer_body json,
  PRIMARY KEY (organization_id, scope, key)
);
CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);

-- Ids that imported objects had at their vendor.
CREATE TABLE aliases (
  organization_id uuid NOT NULL REFERENCES organizations,
  dialect text NOT NULL,
  noun text NOT NULL,
  alias text NOT NULL,
  id uuid NOT NULL,
  PRIMARY KEY (organization_id, dialect, noun, alias)
);
CREATE INDEX aliases_of ON aliases (organization_id, noun, id);
