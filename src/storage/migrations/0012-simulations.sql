-- Rehearsals of agents in text: cases, suites of them, scenarios to write them from, and their runs.
CREATE TABLE simulation_suites (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL,
  agent_id uuid NOT NULL,
  language text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX simulation_suites_newest ON simulation_suites (organization_id, id DESC);

CREATE TABLE simulation_cases (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  suite_id uuid REFERENCES simulation_suites ON DELETE CASCADE,
  name text NOT NULL,
  persona text NOT NULL,
  kind text NOT NULL,
  criteria json NOT NULL,
  passes text NOT NULL,
  agent_id uuid,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX simulation_cases_newest ON simulation_cases (organization_id, id DESC);
CREATE INDEX simulation_cases_of_suite ON simulation_cases (suite_id) WHERE suite_id IS NOT NULL;

CREATE TABLE simulation_scenarios (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL,
  description text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX simulation_scenarios_newest ON simulation_scenarios (organization_id, id DESC);

CREATE TABLE simulation_runs (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  session_id uuid NOT NULL,
  suite_id uuid,
  case_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed')),
  -- What it was made of, and what came of it.
  made_of json NOT NULL,
  outcome json,
  -- While a node works on it: when somebody else may; null: it has ended.
  due_at bigint,
  created_at bigint NOT NULL,
  ended_at bigint,
  updated_at bigint NOT NULL
);
CREATE INDEX simulation_runs_newest ON simulation_runs (organization_id, id DESC);
CREATE INDEX simulation_runs_session ON simulation_runs (organization_id, session_id);
CREATE INDEX simulation_runs_next ON simulation_runs (due_at) WHERE due_at IS NOT NULL;
