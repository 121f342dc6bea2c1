-- The second leg of a transfer is an attempt of the same call, and live beside the first.
ALTER TABLE live_calls DROP CONSTRAINT live_calls_pkey;
ALTER TABLE live_calls DROP CONSTRAINT live_calls_attempt_id_key;
ALTER TABLE live_calls ADD PRIMARY KEY (attempt_id);
