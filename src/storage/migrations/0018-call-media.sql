-- What was measured of the audio of an answered call; older calls have it in their events only.
ALTER TABLE calls ADD COLUMN media jsonb;
