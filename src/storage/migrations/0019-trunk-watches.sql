-- Which node keeps a trunk registered and asks its gateways whether they live, and what it found.
CREATE TABLE trunk_watches (
  trunk_id uuid PRIMARY KEY REFERENCES trunks ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES organizations,
  node_id uuid,
  until_at bigint NOT NULL,
  health jsonb
);
