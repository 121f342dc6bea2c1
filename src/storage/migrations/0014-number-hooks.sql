-- Who answers calls to a number is asked of its own hook before its agent's; secret and all.
ALTER TABLE numbers ADD COLUMN inbound_hook_sealed text;
