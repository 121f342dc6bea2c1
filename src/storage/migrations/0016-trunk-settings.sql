-- What was set on a trunk besides its account and limits; null: all as is usual. `uri` stays its first gateway.
ALTER TABLE trunks ADD COLUMN settings jsonb;
