-- What a running call was told, until the node that holds it has read it.
CREATE TABLE call_commands (
  id uuid PRIMARY KEY,
  call_id uuid NOT NULL,
  command json NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX call_commands_of_call ON call_commands (call_id, id);
