CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE log_group (
    seq INTEGER NOT NULL PRIMARY KEY,
    id VARCHAR(36) NOT NULL UNIQUE,
    kind VARCHAR(10) NOT NULL,
    target VARCHAR(36),
    copy_id VARCHAR(36) NOT NULL,
    adopted INTEGER NOT NULL DEFAULT 0,
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    schema INTEGER NOT NULL,
    label_key TEXT NOT NULL,
    label_ids TEXT NOT NULL,
    compacted INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX ix_log_group_target ON log_group (target, seq);
CREATE INDEX ix_log_group_at ON log_group (at);
CREATE TABLE log_parent (
    group_seq INTEGER NOT NULL REFERENCES log_group (seq) DEFERRABLE INITIALLY DEFERRED,
    parent_id VARCHAR(36) NOT NULL,
    PRIMARY KEY (group_seq, parent_id)
) WITHOUT ROWID;
CREATE TABLE log_row (
    seq INTEGER NOT NULL PRIMARY KEY,
    group_seq INTEGER NOT NULL REFERENCES log_group (seq) DEFERRABLE INITIALLY DEFERRED,
    tbl TEXT NOT NULL,
    row_id VARCHAR(36) NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX ix_log_row_group_seq ON log_row (group_seq);
CREATE INDEX ix_log_row_row_id ON log_row (row_id, tbl);
CREATE INDEX ix_log_row_gone ON log_row (tbl, row_id) WHERE after IS NULL;
CREATE TABLE tombstone (
    tbl TEXT NOT NULL,
    row_id VARCHAR(36) NOT NULL,
    PRIMARY KEY (tbl, row_id)
) WITHOUT ROWID;
CREATE TABLE access_log (
    seq INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    facts TEXT NOT NULL,
    previous VARCHAR(64) NOT NULL,
    digest VARCHAR(64) NOT NULL
);
CREATE TABLE search_doc (
    doc INTEGER NOT NULL PRIMARY KEY,
    tbl TEXT NOT NULL,
    row_id VARCHAR(36) NOT NULL,
    UNIQUE (row_id, tbl)
);
CREATE VIRTUAL TABLE search_index USING fts5(
    names, texts, tokenize = 'unicode61 remove_diacritics 0', prefix = '1'
);
