-- What a call cost, and what was made of it after its end.
ALTER TABLE calls ADD COLUMN cost json;
ALTER TABLE calls ADD COLUMN analysis json;

-- Analyses that a language model owes; a row goes when its analysis is there.
CREATE TABLE due_analyses (
  call_id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  run uuid NOT NULL,
  -- In place of the agent's.
  settings json,
  tries integer NOT NULL,
  -- While a node works on it: when somebody else may.
  due_at bigint NOT NULL,
  node_id uuid
);
CREATE INDEX due_analyses_next ON due_analyses (due_at);
