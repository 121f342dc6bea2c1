-- Keys that organizations bring for their providers; one a provider.
CREATE TABLE provider_keys (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  provider text NOT NULL,
  name text NOT NULL,
  -- Sealed with a key that is not in this database.
  key_sealed text NOT NULL,
  url text,
  state text NOT NULL CHECK (state IN ('untested', 'works', 'refused', 'unreachable')),
  tested_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  CONSTRAINT provider_keys_once UNIQUE (organization_id, provider)
);

CREATE TABLE voice_slots (
  organization_id uuid NOT NULL REFERENCES organizations,
  number integer NOT NULL CHECK (number BETWEEN 1 AND 7),
  model text NOT NULL CHECK (model IN ('fast', 'human')),
  language text NOT NULL,
  provider text NOT NULL,
  voice_model text,
  voice_id text NOT NULL,
  speed double precision NOT NULL,
  updated_at bigint NOT NULL,
  PRIMARY KEY (organization_id, number, model, language)
);

-- An organization's own price table; the release's holds where there is none.
CREATE TABLE prices (
  organization_id uuid PRIMARY KEY REFERENCES organizations,
  price_table json NOT NULL,
  updated_at bigint NOT NULL
);
