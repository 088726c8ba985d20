/** Marks the file as one of ours ("Caps"), so that a foreign database is refused instead of written to. */
export const APPLICATION_ID = 0x43617073;

/**
 * A commit of one event writes one page of the table and one of the index. Measured, this size is quicker than 4 KiB
 * in everything; 16 KiB reads a little quicker still, but commits slower while the write-ahead log grows.
 */
export const PAGE_BYTES = 8_192;

/**
 * One step per schema version: `MIGRATIONS[n]` takes a file from version n to n + 1. Append only.
 *
 * Events lie in a rowid table with a unique index: `WITHOUT ROWID`, and a packed integer key, are slower as soon
 * as several conversations write at once.
 *
 * Each index of conversations gives those of a user in the order of a list. Without a user what it gives is sorted,
 * which needs no look at the table.
 *
 * The index of words has the row ids of the events. It keeps no texts, which are in the events, and a column that
 * says of which log the event is. `search_log` says how far each log is indexed and whether it is known to be behind,
 * `search_survey` up to which row of `event` that was looked at. Merging on removal is off, because it may take
 * seconds; what was removed goes when the index is merged for what is added.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE log (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE event (
    log INTEGER NOT NULL,
    id INTEGER NOT NULL,
    timestamp TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT,
    cause INTEGER,
    body TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX event_by_id ON event (log, id);

  CREATE TABLE conversation (
    conversation_id TEXT PRIMARY KEY,
    title TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    workspace TEXT,
    model TEXT,
    runtime TEXT,
    agent_class TEXT,
    status TEXT NOT NULL,
    settings TEXT NOT NULL
  ) STRICT;
  CREATE INDEX conversation_by_update ON conversation (updated_at DESC, conversation_id DESC);

  CREATE TABLE lease (
    conversation_id TEXT PRIMARY KEY,
    token INTEGER NOT NULL,
    pid INTEGER,
    host TEXT,
    start_time TEXT
  ) STRICT;

  CREATE TABLE snapshot (
    conversation_id TEXT PRIMARY KEY,
    event_id INTEGER NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  `,
  // A new table instead of a dozen added columns: each of those costs as much as this whole step.
  `
  ALTER TABLE conversation RENAME TO conversation_1;
  CREATE TABLE conversation (
    conversation_id TEXT PRIMARY KEY,
    title TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    workspace TEXT,
    model TEXT,
    runtime TEXT,
    agent_class TEXT,
    status TEXT NOT NULL,
    settings TEXT NOT NULL,
    user_id TEXT,
    selected_repository TEXT,
    selected_branch TEXT,
    git_provider TEXT,
    trigger TEXT,
    pr_numbers TEXT NOT NULL DEFAULT '[]',
    last_event_at TEXT,
    accumulated_cost REAL NOT NULL DEFAULT 0,
    prompt_tokens INTEGER NOT NULL DEFAULT 0,
    completion_tokens INTEGER NOT NULL DEFAULT 0,
    total_tokens INTEGER NOT NULL DEFAULT 0,
    sandbox_id TEXT
  ) STRICT;
  INSERT INTO conversation (
    conversation_id, title, created_at, updated_at, workspace, model, runtime, agent_class, status, settings
  ) SELECT * FROM conversation_1;
  DROP TABLE conversation_1;

  CREATE INDEX conversation_by_creation ON conversation (created_at, conversation_id);
  CREATE INDEX conversation_by_user ON conversation (user_id, created_at, conversation_id);
  CREATE INDEX conversation_by_status ON conversation (status, user_id, created_at, conversation_id);
  CREATE INDEX conversation_by_repository
    ON conversation (selected_repository, user_id, created_at, conversation_id)
    WHERE selected_repository IS NOT NULL;
  CREATE INDEX conversation_by_trigger ON conversation (trigger, user_id, created_at, conversation_id)
    WHERE trigger IS NOT NULL;

  CREATE TABLE document (
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (scope, name)
  ) STRICT;

  CREATE VIRTUAL TABLE event_words USING fts5(
    log, words, content = '', contentless_delete = 1, tokenize = 'ascii'
  );
  INSERT INTO event_words (event_words, rank) VALUES ('deletemerge', 0);
  CREATE TABLE search_log (
    log INTEGER PRIMARY KEY,
    next_id INTEGER NOT NULL,
    behind INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX search_log_behind ON search_log (log) WHERE behind;
  CREATE TABLE search_survey (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    surveyed INTEGER NOT NULL
  ) STRICT;
  INSERT INTO search_log SELECT key, 0, TRUE FROM log;
  INSERT INTO search_survey SELECT 1, coalesce(max(rowid), 0) FROM event;
  `,
  `ALTER TABLE conversation ADD COLUMN agent_state TEXT;`,
];
