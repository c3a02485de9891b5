-- Of two exports, the one that has the later state of a message says what it holds.
ALTER TABLE message ADD COLUMN content_time INTEGER NOT NULL DEFAULT 0;

-- The first version could erase a person whom messages of the owner's still named.
UPDATE message SET person_id = NULL
  WHERE person_id IS NOT NULL AND person_id NOT IN (SELECT id FROM person);

-- It wiped nothing out of the file: the next start does.
INSERT INTO setting (name, value) SELECT 'erasedContentInFile', 'true'
  WHERE EXISTS (SELECT 1 FROM conversation WHERE hidden > 1);

-- The owner is written down too: who is written down nowhere can be erased.
ALTER TABLE participant ADD COLUMN is_owner INTEGER NOT NULL DEFAULT 0;
INSERT INTO participant (conversation_id, person_id, is_owner)
  SELECT DISTINCT conversation_id, person_id, 1 FROM message
  WHERE flags & 1 AND person_id IS NOT NULL
  ON CONFLICT DO NOTHING;

ALTER TABLE conversation ADD COLUMN folder TEXT NOT NULL DEFAULT '';
CREATE INDEX conversation_by_folder ON conversation (source, folder, last_time)
  WHERE hidden = 0 AND folder <> '';
