-- The database of a library: one file, sheaf.db, in the library's folder. SQLite, WAL, STRICT tables,
-- foreign keys on; PRAGMA user_version counts the migrations that made it
-- (src-tauri/core/src/store/migrations). A test checks this file against a fresh library.
-- Times are UTC milliseconds.

-- One row: how many commits this library has seen, and in what order its titles stand.
CREATE TABLE library (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL,
  -- The order of titles that conversation.title_key was made in; another program makes it anew.
  title_order TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO library (id, revision) VALUES (1, 0);

-- The person's settings, JSON values by name; and while what was erased may still be in the file,
-- `erasedContentInFile` (src-tauri/core/src/store/wipe.rs).
CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One chat from one source.
CREATE TABLE conversation (
  id INTEGER NOT NULL PRIMARY KEY,
  -- The contract's id: C2C<source>:<native id> or GROUP<source>:<native id>. Of an erased one 128
  -- bits of hash of it: some products name a conversation by its title. (Samples keep theirs.)
  conversation_id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL CHECK (type IN ('person', 'people', 'assistant')),
  -- The product, and the account or workspace in it ('' while no export has said which).
  source TEXT NOT NULL,
  account TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  -- Bytes that put titles in order (model/title.rs).
  title_key BLOB NOT NULL DEFAULT x'',
  custom_data TEXT NOT NULL DEFAULT '',
  unread_count INTEGER NOT NULL DEFAULT 0,
  -- 0: not pinned. Among pinned ones the larger stands higher.
  pin_position INTEGER NOT NULL DEFAULT 0,
  -- 1: deleted by the person; everything stays, so that it can be undone. 2: what it held was then
  -- erased; the row, its memberships, marks and pin stay, so that importing it again finds them.
  hidden INTEGER NOT NULL DEFAULT 0,
  -- 1: the export had no time zone; times were read in this machine's.
  times_are_local INTEGER NOT NULL DEFAULT 0,
  -- What the list shows, kept with each batch of messages.
  message_count INTEGER NOT NULL DEFAULT 0,
  first_time INTEGER NOT NULL DEFAULT 0,
  last_time INTEGER NOT NULL DEFAULT 0,
  last_message_id INTEGER NOT NULL DEFAULT 0,
  last_kind INTEGER NOT NULL DEFAULT 0,
  last_outgoing INTEGER NOT NULL DEFAULT 0,
  last_sender TEXT NOT NULL DEFAULT '',
  last_text TEXT NOT NULL DEFAULT '',
  -- The folder or project of the product that it lies in, by the product's id; '' for none.
  folder TEXT NOT NULL DEFAULT ''
) STRICT;
-- One index an order of the list; the trailing columns make them cover its filters. What is out of
-- view is in none of them.
CREATE INDEX conversation_by_latest ON conversation
  (pin_position DESC, last_time DESC, id DESC, source, type) WHERE hidden = 0;
CREATE INDEX conversation_by_name ON conversation
  (pin_position DESC, title_key, id, source, type) WHERE hidden = 0;
CREATE INDEX conversation_by_messages ON conversation
  (pin_position DESC, message_count DESC, id DESC, source, type) WHERE hidden = 0;
-- How many came from each product, and how many there are.
CREATE INDEX conversation_by_source ON conversation (source) WHERE hidden = 0;
-- Totals of unread messages look only at rows that have any.
CREATE INDEX conversation_unread ON conversation (unread_count)
  WHERE hidden = 0 AND unread_count > 0;
-- What lies in the products' own folders.
CREATE INDEX conversation_by_folder ON conversation (source, folder, last_time)
  WHERE hidden = 0 AND folder <> '';
CREATE INDEX conversation_out_of_view ON conversation (hidden, pin_position) WHERE hidden > 0;

-- The person's marks on a conversation: the SDK's mark types, any positive number. One that comes new
-- brings its product's star (1) and archive (3) along.
CREATE TABLE mark (
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  mark_type INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, mark_type)
) STRICT, WITHOUT ROWID;
CREATE INDEX mark_by_type ON mark (mark_type, conversation_id);

-- A named set of conversations, made by the person.
CREATE TABLE conversation_group (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- The person's order: ascending, with gaps.
  position INTEGER NOT NULL,
  color INTEGER NOT NULL DEFAULT 0,
  emoji TEXT NOT NULL DEFAULT ''
) STRICT;

-- Which conversations are in which group. Positions ascend in the order of adding; each operation
-- takes new ones, which follow from its own number: no group is searched for its last one.
CREATE TABLE membership (
  group_id INTEGER NOT NULL REFERENCES conversation_group (id) ON DELETE CASCADE,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (group_id, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_by_conversation ON membership (conversation_id, group_id);

-- The person's undoable operations, oldest first. Those with undone = 1 can be redone.
CREATE TABLE operation (
  -- Never one that an operation before it had.
  id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  -- JSON: the names, counts and the row of its sentence.
  params TEXT NOT NULL,
  -- UTC milliseconds.
  time INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  -- JSON: before and after of each row that it touched. Last, because it can be long.
  edits TEXT NOT NULL
) STRICT;
CREATE INDEX operation_by_state ON operation (undone, id);

-- Senders. key: the product's id of the person, or the name where it has none.
CREATE TABLE person (
  id INTEGER NOT NULL PRIMARY KEY,
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  -- 1: the person said that this is themselves: messages of this sender are the owner's own, though
  -- no export says so.
  own INTEGER NOT NULL DEFAULT 0,
  -- The time of the latest message of the export that gave the name, UTC milliseconds: an older export
  -- does not bring an old name back. 0: none was read to its end.
  name_time INTEGER NOT NULL DEFAULT 0,
  UNIQUE (source, key)
) STRICT;

-- One entry of a conversation. id = conversation's id * 2^28 + n, so that a conversation's
-- messages lie together and a search hit tells its conversation without a look-up.
CREATE TABLE message (
  id INTEGER NOT NULL PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  -- The export's id of the message, or 64 bits of hash of what identifies it.
  key INTEGER NOT NULL,
  -- UTC milliseconds.
  time INTEGER NOT NULL,
  -- NULL: nobody's, a system row. Of person (id), which is enforced in participant, where everybody
  -- who sent something is: here it would take an index over all messages to remove one person.
  person_id INTEGER,
  kind INTEGER NOT NULL,
  -- Bits: 1 the owner's own, 2 an assistant's (its text is Markdown).
  flags INTEGER NOT NULL DEFAULT 0,
  text TEXT NOT NULL DEFAULT '',
  -- JSON: attachments, reply, edit, reactions, what happened; '' for most.
  extra TEXT NOT NULL DEFAULT '',
  -- When it came to hold this, UTC milliseconds: an export that knows a later state renews it, an
  -- older one does not. 0: never edited, or the export does not say.
  content_time INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Importing again finds what is known.
CREATE UNIQUE INDEX message_by_key ON message (conversation_id, key);
-- The reader's order.
CREATE INDEX message_by_time ON message (conversation_id, time, id);

-- Who has sent something in a conversation: a person goes with the last conversation that is erased.
-- The import brings the names of all but the owner into `people` of conversation_search, and search
-- shows by whom it found one.
CREATE TABLE participant (
  conversation_id INTEGER NOT NULL REFERENCES conversation (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  -- 1: nothing but the owner of the conversation's account.
  is_owner INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (conversation_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_by_person ON participant (person_id, conversation_id);

-- Full text. Contentless: the text stands in message and conversation alone. It gets here through
-- search::fold_into, which sets every CJK character apart by spaces; rowids are those of the rows
-- indexed. Words are made of letters, numbers and private characters as unicode61 has it, and of
-- their marks (vowels of Indic scripts and Thai), signs (emoji) and what is newer than SQLite's
-- tables.
CREATE VIRTUAL TABLE message_search USING fts5 (
  text, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Cn Mn Mc So'"
);
-- An import writes hundreds of segments: merging them later, sixteen at a time instead of four, takes a
-- tenth off its time.
INSERT INTO message_search (message_search, rank) VALUES ('automerge', 16);
CREATE VIRTUAL TABLE conversation_search USING fts5 (
  title, people, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Cn Mn Mc So'"
);
