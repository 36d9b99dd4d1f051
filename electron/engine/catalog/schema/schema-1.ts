/**
 * The first form of the catalog. Points in time are ISO 8601 in UTC with milliseconds; run ids only grow, and 0 means
 * "in no run". Nothing but reservations and memberships is ever deleted.
 */
export const schema1 = `
CREATE TABLE catalog_state (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  changes INTEGER NOT NULL DEFAULT 0,
  snapshot_changes INTEGER NOT NULL DEFAULT -1
) STRICT;
INSERT INTO catalog_state (only_row) VALUES (1);

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  label TEXT NOT NULL,
  UNIQUE (kind, account)
) STRICT;

CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL REFERENCES source (id),
  kind TEXT NOT NULL,
  dry_run INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  -- the last sign of life: when an interrupted run ended, as far as anyone can tell
  active_at TEXT NOT NULL,
  finished_at TEXT,
  outcome TEXT,
  problem TEXT,
  discovered INTEGER NOT NULL DEFAULT 0,
  stored INTEGER NOT NULL DEFAULT 0,
  present INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  api_requests INTEGER NOT NULL DEFAULT 0,
  media_requests INTEGER NOT NULL DEFAULT 0,
  seconds REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX run_unfinished ON run (id) WHERE finished_at IS NULL;

-- One distinct content. reserved: its path is taken, the file may not be there yet. missing: it was stored, but the
-- file is gone. lost: the file is gone, and its path has been given up (path_key is NULL).
CREATE TABLE asset (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  path TEXT NOT NULL,
  path_key TEXT UNIQUE,
  reserved_item INTEGER REFERENCES item (id),
  bytes INTEGER NOT NULL,
  mime_type TEXT NOT NULL,
  taken_local TEXT,
  zone_minutes INTEGER,
  taken_reason TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  fidelity TEXT,
  stored_at TEXT,
  -- of the file, milliseconds since 1970
  mtime REAL,
  -- empty when never; outcome of the latest look
  verified_at TEXT NOT NULL DEFAULT '',
  verified_outcome TEXT
) STRICT;
CREATE INDEX asset_state ON asset (state, bytes);
CREATE INDEX asset_reserved ON asset (id) WHERE state = 'reserved';
CREATE INDEX asset_path ON asset (path) WHERE state IN ('stored', 'missing');
CREATE INDEX asset_verified ON asset (verified_at) WHERE state IN ('stored', 'missing');

CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('wanted', 'stored', 'skipped', 'failed')),
  -- 0: not to be fetched, 1: in any run, 2: in full runs only
  claimable INTEGER NOT NULL,
  asset_id INTEGER REFERENCES asset (id),
  last_seen_run INTEGER NOT NULL,
  attempted_run INTEGER NOT NULL DEFAULT 0,
  -- the run that brought it into its state
  settled_run INTEGER NOT NULL DEFAULT 0,
  -- the run that fetched and stored its bytes; 0 when the same bytes were already there
  stored_run INTEGER NOT NULL DEFAULT 0,
  -- 0: settled; grows with every change, so that a change in mid-settling is not lost
  sidecar_due INTEGER NOT NULL DEFAULT 0,
  absent_since TEXT,
  readiness TEXT NOT NULL,
  -- digest of everything the source says about it
  look TEXT NOT NULL,
  sidecar_hash TEXT,
  filename TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  created_at TEXT,
  width INTEGER,
  height INTEGER,
  description TEXT,
  UNIQUE (source_id, key),
  CHECK (state <> 'stored' OR (asset_id IS NOT NULL AND claimable = 0))
) STRICT;
CREATE INDEX item_state ON item (state);
CREATE INDEX item_claimable ON item (source_id, claimable, attempted_run) WHERE claimable > 0;
CREATE INDEX item_asset ON item (asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX item_sidecar_due ON item (id) WHERE sidecar_due > 0 AND state = 'stored';

-- How to open the bytes of an item that is still to be fetched.
CREATE TABLE handle (
  item_id INTEGER PRIMARY KEY REFERENCES item (id),
  locator TEXT NOT NULL,
  stale_at INTEGER
) STRICT;

-- What the source said about an item, word for word.
CREATE TABLE sidecar (
  item_id INTEGER PRIMARY KEY REFERENCES item (id),
  verbatim TEXT NOT NULL
) STRICT;

CREATE TABLE album (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  item_count INTEGER,
  cover_key TEXT,
  fingerprint TEXT NOT NULL,
  -- the fingerprint that its contents had when they were last listed to the end
  listed_fingerprint TEXT,
  last_seen_run INTEGER NOT NULL,
  absent_since TEXT,
  folder TEXT,
  folder_key TEXT UNIQUE,
  -- the title that the folder was chosen for
  folder_title TEXT,
  -- grows with every change; the view is due while it differs from view_settled
  revision INTEGER NOT NULL DEFAULT 1,
  view_settled INTEGER NOT NULL DEFAULT 0,
  view_kind TEXT,
  UNIQUE (source_id, key)
) STRICT;
CREATE INDEX album_title ON album (title COLLATE NOCASE);

CREATE TABLE album_item (
  album_id INTEGER NOT NULL REFERENCES album (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  position INTEGER NOT NULL,
  seen_run INTEGER NOT NULL,
  PRIMARY KEY (album_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX album_item_order ON album_item (album_id, position);
CREATE INDEX album_item_item ON album_item (item_id);

-- What was made in an album's folder: proof of what may be removed again. bytes and mtime (milliseconds since 1970)
-- are the photo's at that moment.
CREATE TABLE album_entry (
  album_id INTEGER NOT NULL REFERENCES album (id),
  name TEXT NOT NULL,
  target TEXT NOT NULL,
  kind TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  mtime REAL NOT NULL,
  PRIMARY KEY (album_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
  id INTEGER PRIMARY KEY,
  run_id INTEGER REFERENCES run (id),
  item_id INTEGER REFERENCES item (id),
  asset_id INTEGER REFERENCES asset (id),
  code TEXT NOT NULL,
  body TEXT NOT NULL,
  since TEXT NOT NULL,
  at TEXT NOT NULL,
  resolved_at TEXT
) STRICT;
CREATE UNIQUE INDEX problem_open_item ON problem (item_id) WHERE resolved_at IS NULL AND item_id IS NOT NULL;
CREATE UNIQUE INDEX problem_open_asset ON problem (asset_id) WHERE resolved_at IS NULL AND asset_id IS NOT NULL;
CREATE INDEX problem_open ON problem (id) WHERE resolved_at IS NULL;
CREATE INDEX problem_open_run ON problem (run_id) WHERE resolved_at IS NULL;
`;
