-- Where the packet capture of a call lies; of most calls there is none.
ALTER TABLE calls ADD COLUMN capture jsonb;
