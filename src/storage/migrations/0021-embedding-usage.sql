-- What knowledge bases used of embedding models outside calls (sources read, searches tried), by day in UTC.
CREATE TABLE embedding_usage (
  organization_id uuid NOT NULL REFERENCES organizations,
  day text NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  unit text NOT NULL,
  currency text NOT NULL,
  quantity numeric NOT NULL,
  -- The sum of what had a price; complete false: something had none.
  amount numeric NOT NULL,
  complete boolean NOT NULL,
  PRIMARY KEY (organization_id, day, provider, model, unit, currency)
);
