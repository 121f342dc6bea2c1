-- What an API wants kept with an object to answer reads in its own shape.
CREATE TABLE dialect_data (
  organization_id uuid NOT NULL REFERENCES organizations,
  dialect text NOT NULL,
  noun text NOT NULL,
  id uuid NOT NULL,
  data json NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  PRIMARY KEY (organization_id, dialect, noun, id)
);

-- Found and sorted by name.
ALTER TABLE agents ADD COLUMN name text GENERATED ALWAYS AS (config ->> 'name') STORED;
CREATE INDEX agents_by_name ON agents (organization_id, name, id);
ALTER TABLE agent_versions ADD COLUMN name text NOT NULL DEFAULT '';

ALTER TABLE numbers ADD COLUMN reserved_for_agents uuid[] NOT NULL DEFAULT '{}';
-- Who lent it to the organization that uses it; null: its own.
ALTER TABLE numbers ADD COLUMN owner_organization_id uuid;
-- Weighted alternatives of agent, model and voice; null: none.
ALTER TABLE numbers ADD COLUMN routes json;
CREATE INDEX numbers_lent ON numbers (owner_organization_id, id DESC) WHERE owner_organization_id IS NOT NULL;
CREATE INDEX numbers_of_trunk ON numbers (trunk_id) WHERE trunk_id IS NOT NULL;

CREATE TABLE number_pools (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL,
  rule text NOT NULL CHECK (rule IN ('least_recently_used', 'weighted', 'same_country', 'first')),
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX number_pools_newest ON number_pools (organization_id, id DESC);

CREATE TABLE number_pool_members (
  pool_id uuid NOT NULL REFERENCES number_pools ON DELETE CASCADE,
  number_id uuid NOT NULL REFERENCES numbers ON DELETE CASCADE,
  weight integer NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (pool_id, number_id)
);
CREATE INDEX number_pool_members_of_number ON number_pool_members (number_id);

-- Tools that several agents share; their secrets lie sealed inside config.
CREATE TABLE tools (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  title text NOT NULL,
  config json NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX tools_newest ON tools (organization_id, id DESC);

CREATE TABLE analysis_templates (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL,
  description text NOT NULL,
  settings json NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX analysis_templates_newest ON analysis_templates (organization_id, id DESC);

-- Tools that run after the call; a row goes when its run is over.
CREATE TABLE due_tools (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  -- Its place among the tools of the call's agent.
  place integer NOT NULL,
  tries integer NOT NULL,
  -- While a node works on it: when somebody else may.
  due_at bigint NOT NULL,
  node_id uuid
);
CREATE INDEX due_tools_next ON due_tools (due_at);
