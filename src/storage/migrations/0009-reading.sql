-- Reading calls at scale. What lists filter by stands beside the documents that hold it; none of it changes with the
-- events of a conversation, so those updates stay within their page.
ALTER TABLE calls
  ADD COLUMN phone text GENERATED ALWAYS AS (CASE direction WHEN 'outbound' THEN to_address ELSE from_address END) STORED,
  ADD COLUMN line text GENERATED ALWAYS AS (CASE direction WHEN 'outbound' THEN from_address ELSE to_address END) STORED,
  ADD COLUMN duration_ms bigint GENERATED ALWAYS AS (ended_at - answered_at) STORED,
  ADD COLUMN outcome_code text,
  ADD COLUMN end_code text,
  ADD COLUMN agent_name text,
  ADD COLUMN version_id uuid,
  ADD COLUMN model text,
  ADD COLUMN api text;

-- Documents may hold escapes that are no text; of such a row the part stays empty.
CREATE FUNCTION pg_temp.part(document json, path text[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN document #>> path;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END $$;
UPDATE calls SET
  outcome_code = pg_temp.part(outcome, '{code}'),
  end_code = pg_temp.part(outcome, '{end_reason,code}'),
  agent_name = pg_temp.part(plan, '{agentName}'),
  version_id = pg_temp.part(plan, '{versionId}')::uuid,
  model = coalesce(pg_temp.part(plan, '{models,llm,0,model}'), pg_temp.part(plan, '{models,realtime,model}')),
  api = pg_temp.part(source, '{api}');

CREATE INDEX calls_open ON calls (organization_id, id DESC) WHERE status <> 'ended';
CREATE INDEX calls_of_outcome ON calls (organization_id, outcome_code, id DESC) WHERE outcome_code IS NOT NULL;
CREATE INDEX calls_of_end ON calls (organization_id, end_code, id DESC) WHERE end_code IS NOT NULL;
CREATE INDEX calls_of_phone ON calls (organization_id, phone, id DESC);
CREATE INDEX calls_of_line ON calls (organization_id, line, id DESC) WHERE line IS NOT NULL;
CREATE INDEX calls_by_end ON calls (organization_id, ended_at DESC, id DESC) WHERE ended_at IS NOT NULL;

-- Words of ended calls: said in the conversation, learnt by the analysis. Beside the calls, whose rows stay small.
CREATE TABLE call_words (
  call_id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  said tsvector NOT NULL,
  learnt tsvector NOT NULL
);
CREATE INDEX call_words_said ON call_words USING gin (said);
CREATE INDEX call_words_learnt ON call_words USING gin (learnt);

-- What people write on calls.
CREATE TABLE call_notes (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  author text,
  text text NOT NULL,
  flagged boolean NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX call_notes_of ON call_notes (call_id, id);

CREATE TABLE call_marks (
  organization_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('tag', 'label', 'rating', 'view')),
  value text COLLATE "C" NOT NULL,
  call_id uuid NOT NULL,
  by text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (organization_id, kind, value, call_id, by)
);
CREATE INDEX call_marks_of ON call_marks (call_id);

-- Which commits wrote events, while somebody reads the events of an organization. Readers give the positions.
CREATE TABLE feed_readers (
  organization_id uuid PRIMARY KEY,
  -- Begins with the time, so that a reader that comes after all was forgotten meets no old position again.
  last_position bigint NOT NULL,
  -- Everything up to here has been forgotten.
  forgotten bigint NOT NULL,
  wanted_until bigint NOT NULL
);
CREATE TABLE event_feed (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid NOT NULL,
  call_id uuid NOT NULL,
  first_seq integer NOT NULL,
  last_seq integer NOT NULL,
  position bigint
);
CREATE INDEX event_feed_new ON event_feed (organization_id, id) WHERE position IS NULL;
CREATE INDEX event_feed_read ON event_feed (organization_id, position) WHERE position IS NOT NULL;

-- Recordings that a bucket shall hold.
CREATE TABLE due_uploads (
  call_id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  tries integer NOT NULL,
  due_at bigint NOT NULL
);
CREATE INDEX due_uploads_next ON due_uploads (due_at);

CREATE TABLE erasures (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  phone text,
  pseudonym text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'waiting', 'done')),
  calls integer NOT NULL,
  detail text,
  requested_at bigint NOT NULL,
  finished_at bigint,
  -- When it is worked on (again); null: it is done.
  due_at bigint
);
CREATE INDEX erasures_newest ON erasures (organization_id, id DESC);
CREATE INDEX erasures_due ON erasures (due_at) WHERE due_at IS NOT NULL;
CREATE UNIQUE INDEX erasures_open ON erasures (organization_id, phone) WHERE state <> 'done';

CREATE TABLE retention (
  organization_id uuid PRIMARY KEY REFERENCES organizations,
  recordings_days integer,
  transcripts_days integer,
  events_days integer,
  -- The newest call of which each was dealt with.
  recordings_done uuid,
  transcripts_done uuid,
  events_done uuid,
  updated_at bigint NOT NULL
);
