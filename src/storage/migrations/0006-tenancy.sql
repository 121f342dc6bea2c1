-- Organizations below one another, people, what keys may do, the audit chain, quotas and prepaid minutes.

ALTER TABLE organizations ADD COLUMN parent_id uuid REFERENCES organizations;
ALTER TABLE organizations ADD COLUMN archived_at bigint;
-- Null: as many as wanted.
ALTER TABLE organizations ADD COLUMN quota_agents integer;
ALTER TABLE organizations ADD COLUMN quota_numbers integer;
ALTER TABLE organizations ADD COLUMN quota_calls_per_day integer;
ALTER TABLE organizations ADD COLUMN requests_per_minute integer;
CREATE INDEX organizations_children ON organizations (parent_id, id DESC) WHERE parent_id IS NOT NULL;

-- The last characters of the key, to know it by.
ALTER TABLE api_keys ADD COLUMN hint text NOT NULL DEFAULT '';
-- Null: everything.
ALTER TABLE api_keys ADD COLUMN scopes text[];
ALTER TABLE api_keys ADD COLUMN requests_per_minute integer;
ALTER TABLE api_keys ADD COLUMN expires_at bigint;
ALTER TABLE api_keys ADD COLUMN last_used_at bigint;
-- The secret before the last rotation works until its time is over.
ALTER TABLE api_keys ADD COLUMN previous_hash text UNIQUE;
ALTER TABLE api_keys ADD COLUMN previous_until bigint;
CREATE INDEX api_keys_newest ON api_keys (organization_id, id DESC);

CREATE TABLE members (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'builder', 'operator', 'analyst', 'billing')),
  state text NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
  password_hash text,
  invitation_hash text UNIQUE,
  invitation_until bigint,
  last_signed_in_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  CONSTRAINT members_once UNIQUE (organization_id, email)
);
CREATE INDEX members_by_email ON members (email);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  member_id uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  hash text NOT NULL UNIQUE,
  created_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX sessions_of_member ON sessions (member_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- No foreign keys from here on: these are written beside calls, and outlive what they tell of.
CREATE TABLE audit_log (
  organization_id uuid NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  actor_kind text NOT NULL,
  actor_id text,
  action text NOT NULL,
  object text,
  -- json, not jsonb: the hash is over the text's order.
  detail json NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (organization_id, seq)
);

-- The last row of each chain; its lock orders the writers.
CREATE TABLE audit_heads (
  organization_id uuid PRIMARY KEY,
  seq bigint NOT NULL,
  hash text NOT NULL
);

-- Outbound calls accepted in a day, of organizations that have such a quota.
CREATE TABLE call_days (
  organization_id uuid NOT NULL,
  day date NOT NULL,
  calls integer NOT NULL,
  PRIMARY KEY (organization_id, day)
);

CREATE TABLE minute_accounts (
  organization_id uuid PRIMARY KEY,
  enabled boolean NOT NULL,
  balance_s bigint NOT NULL,
  rounding_s integer NOT NULL,
  exhausted_message text,
  -- Of the last row of its ledger.
  ledger_seq bigint NOT NULL,
  updated_at bigint NOT NULL
);

CREATE TABLE minute_ledger (
  organization_id uuid NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('top-up', 'call')),
  seconds bigint NOT NULL,
  balance_s bigint NOT NULL,
  call_id uuid,
  note text NOT NULL,
  actor_kind text NOT NULL,
  actor_id text,
  PRIMARY KEY (organization_id, seq)
);
CREATE UNIQUE INDEX minute_ledger_once_a_call ON minute_ledger (call_id) WHERE call_id IS NOT NULL;

-- What was talked in a month; in shards, so that calls that end together don't wait for one row.
CREATE TABLE call_months (
  organization_id uuid NOT NULL,
  month text NOT NULL,
  shard integer NOT NULL,
  calls bigint NOT NULL,
  seconds bigint NOT NULL,
  PRIMARY KEY (organization_id, month, shard)
);
