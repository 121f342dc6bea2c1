-- At a dialect's border an id is read without its noun being known, and printed by what is stored of it.
CREATE INDEX aliases_by_text ON aliases (organization_id, dialect, alias);
CREATE INDEX aliases_by_id ON aliases (organization_id, dialect, id);
