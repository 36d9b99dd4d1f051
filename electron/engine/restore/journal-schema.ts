/** The tables of the journal of restores; what they hold is never renamed. */
export const journalSchema = `
CREATE TABLE IF NOT EXISTS target (
  id INTEGER PRIMARY KEY,
  account TEXT NOT NULL,
  client TEXT NOT NULL,
  UNIQUE (account, client)
) STRICT;
-- What was made at Google, by the SHA-256 of the stored photo. proved: it was read back.
CREATE TABLE IF NOT EXISTS sent (
  target INTEGER NOT NULL REFERENCES target (id),
  sha256 TEXT NOT NULL,
  media_id TEXT NOT NULL,
  filename TEXT NOT NULL,
  name_there TEXT,
  sent_at TEXT NOT NULL,
  proved INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (target, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sent_media ON sent (target, media_id);
-- Bytes that are at Google, or partly, and of which no item was made yet.
CREATE TABLE IF NOT EXISTS pending (
  target INTEGER NOT NULL REFERENCES target (id),
  sha256 TEXT NOT NULL,
  token TEXT,
  token_at INTEGER NOT NULL,
  session_url TEXT,
  length INTEGER NOT NULL,
  PRIMARY KEY (target, sha256)
) STRICT, WITHOUT ROWID;
-- What Google refused for good. code: google.rpc.Code.
CREATE TABLE IF NOT EXISTS refusal (
  target INTEGER NOT NULL REFERENCES target (id),
  sha256 TEXT NOT NULL,
  code INTEGER NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (target, sha256)
) STRICT, WITHOUT ROWID;
-- Albums by where they come from: the destination and the album's id in its catalog. part: an album of more than 20,000
-- items is several at Google.
CREATE TABLE IF NOT EXISTS target_album (
  id INTEGER PRIMARY KEY,
  target INTEGER NOT NULL REFERENCES target (id),
  origin TEXT NOT NULL,
  part INTEGER NOT NULL,
  google_id TEXT,
  UNIQUE (target, origin, part)
) STRICT;
CREATE TABLE IF NOT EXISTS member (
  album INTEGER NOT NULL REFERENCES target_album (id),
  sha256 TEXT NOT NULL,
  PRIMARY KEY (album, sha256)
) STRICT, WITHOUT ROWID;
-- The latest restore to each target: what was asked for and how far it is, for whoever looks.
CREATE TABLE IF NOT EXISTS restore (
  target INTEGER PRIMARY KEY REFERENCES target (id),
  email TEXT NOT NULL,
  destination TEXT NOT NULL,
  selection TEXT NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0,
  items INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  waiting_until TEXT,
  changed_at TEXT NOT NULL,
  report TEXT
) STRICT;
`;
