-- What agents look up, whom they know, what they remember, and the letters about their calls.
CREATE TABLE knowledge_bases (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  name text NOT NULL,
  condition text NOT NULL,
  language text NOT NULL,
  embedding_provider text,
  embedding_model text,
  -- Counts changes of chunks; what is kept in memory is as old as its count.
  revision bigint NOT NULL DEFAULT 0,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX knowledge_bases_list ON knowledge_bases (organization_id, id DESC);

CREATE TABLE knowledge_sources (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  base_id uuid NOT NULL REFERENCES knowledge_bases ON DELETE CASCADE,
  kind text NOT NULL,
  name text NOT NULL,
  url text,
  media_type text,
  content text,
  state text NOT NULL,
  fault text,
  characters integer NOT NULL DEFAULT 0,
  chunks integer NOT NULL DEFAULT 0,
  read_at bigint,
  -- Counts what was asked for; a reading of an older wish is dropped.
  wish integer NOT NULL DEFAULT 1,
  tries integer NOT NULL DEFAULT 0,
  -- When it is to be read; NULL: not at all.
  due_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX knowledge_sources_list ON knowledge_sources (base_id, id DESC);
CREATE INDEX knowledge_sources_due ON knowledge_sources (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE knowledge_chunks (
  source_id uuid NOT NULL REFERENCES knowledge_sources ON DELETE CASCADE,
  place integer NOT NULL,
  organization_id uuid NOT NULL,
  base_id uuid NOT NULL,
  heading text NOT NULL,
  text text NOT NULL,
  words tsvector NOT NULL,
  -- Length 1, 32-bit floats, little endian: read whole and compared in memory.
  vector bytea,
  PRIMARY KEY (source_id, place)
);
CREATE INDEX knowledge_chunks_base ON knowledge_chunks (base_id);
CREATE INDEX knowledge_chunks_words ON knowledge_chunks USING gin (words);

CREATE TABLE contacts (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  phone text NOT NULL,
  name text NOT NULL,
  email text,
  time_zone text,
  fields jsonb NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  CONSTRAINT contacts_once UNIQUE (organization_id, phone)
);
CREATE INDEX contacts_list ON contacts (organization_id, id DESC);

CREATE TABLE memory_stores (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  name text NOT NULL,
  instructions text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX memory_stores_list ON memory_stores (organization_id, id DESC);

CREATE TABLE memories (
  store_id uuid NOT NULL REFERENCES memory_stores ON DELETE CASCADE,
  contact_id uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  organization_id uuid NOT NULL,
  facts json NOT NULL,
  data json NOT NULL,
  call_id uuid,
  updated_at bigint NOT NULL,
  PRIMARY KEY (store_id, contact_id)
);
CREATE INDEX memories_contact ON memories (contact_id);

CREATE TABLE due_memories (
  call_id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  tries integer NOT NULL,
  due_at bigint NOT NULL
);
CREATE INDEX due_memories_next ON due_memories (due_at);

CREATE TABLE phone_books (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  name text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX phone_books_list ON phone_books (organization_id, id DESC);

CREATE TABLE phone_book_entries (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  book_id uuid NOT NULL REFERENCES phone_books ON DELETE CASCADE,
  phone text NOT NULL,
  name text NOT NULL,
  condition text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX phone_book_entries_list ON phone_book_entries (book_id, id);

CREATE TABLE mail_domains (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  name text NOT NULL,
  provider_id text NOT NULL,
  state text NOT NULL,
  region text NOT NULL,
  records json NOT NULL,
  sender text NOT NULL,
  verified_at bigint,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  CONSTRAINT mail_domains_once UNIQUE (organization_id, name)
);

CREATE TABLE due_mails (
  call_id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  emails text[] NOT NULL,
  asked_at bigint NOT NULL,
  tries integer NOT NULL,
  due_at bigint NOT NULL
);
CREATE INDEX due_mails_next ON due_mails (due_at);
