-- Of two exports, the one that has the later state of a message says what it holds.
ALTER TABLE message ADD COLUMN content_time INTEGER NOT NULL DEFAULT 0;
