-- Chains of calls, batches, campaigns and their leads.
ALTER TABLE calls ADD COLUMN parent_call_id uuid;
ALTER TABLE calls ADD COLUMN next_call_id uuid;
ALTER TABLE calls ADD COLUMN retry json;
ALTER TABLE calls ADD COLUMN campaign_id uuid;
ALTER TABLE calls ADD COLUMN lead_id uuid;
ALTER TABLE calls ADD COLUMN batch_id uuid;
CREATE INDEX calls_of_campaign ON calls (campaign_id, id DESC) WHERE campaign_id IS NOT NULL;
CREATE INDEX calls_of_batch ON calls (batch_id, id) WHERE batch_id IS NOT NULL;

CREATE TABLE batches (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('all-or-nothing', 'each')),
  items json NOT NULL,
  cancelled_at bigint,
  created_at bigint NOT NULL
);
CREATE INDEX batches_newest ON batches (organization_id, id DESC);

CREATE TABLE campaigns (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  status text NOT NULL CHECK (status IN ('draft', 'running', 'paused', 'completed', 'cancelled')),
  name text NOT NULL,
  agent_id uuid NOT NULL,
  settings json NOT NULL,
  frozen json,
  fault json,
  test boolean NOT NULL,
  source json NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX campaigns_newest ON campaigns (organization_id, id DESC);

-- When a campaign is looked at next. Apart from the campaign, so that ends of calls wake it without waiting for whoever
-- holds that.
CREATE TABLE campaign_turns (
  campaign_id uuid PRIMARY KEY REFERENCES campaigns ON DELETE CASCADE,
  organization_id uuid NOT NULL,
  -- While a node has its turn: when somebody else may. Null: nothing to do until it is woken.
  due_at bigint,
  node_id uuid,
  token uuid,
  wakes integer NOT NULL
);
CREATE INDEX campaign_turns_next ON campaign_turns (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE leads (
  id uuid PRIMARY KEY,
  campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
  organization_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'scheduled', 'calling', 'completed', 'failed', 'skipped')),
  reason text,
  detail text,
  phone_number text NOT NULL,
  name text,
  email text,
  time_zone text,
  variables json NOT NULL,
  not_before bigint,
  attempts integer NOT NULL,
  retries integer NOT NULL,
  call_id uuid,
  since bigint,
  due_at bigint NOT NULL,
  -- When its latest call was made, and when an INVITE of it left.
  last_call_at bigint,
  last_attempt_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
-- One lead a number; what came again is kept as skipped.
CREATE UNIQUE INDEX leads_once ON leads (campaign_id, phone_number)
  WHERE reason IS NULL OR reason NOT IN ('duplicate', 'invalid');
CREATE INDEX leads_newest ON leads (campaign_id, id DESC);
CREATE INDEX leads_by_status ON leads (campaign_id, status, due_at);
-- What calls per minute counts.
CREATE INDEX leads_called ON leads (campaign_id, last_call_at) WHERE last_call_at IS NOT NULL;
