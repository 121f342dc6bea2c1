-- Attempts go with the events of their call: once more over the calls whose events went before they did.
UPDATE retention SET events_done = NULL;
