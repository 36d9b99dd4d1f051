/**
 * The fourth form of the catalog: exports of Google Takeout, what their metadata says about photos, and files on their
 * way from one place of the folder to another.
 */
export const schema4 = `
-- The moment of capture as the source tells it, in seconds since 1970 (UTC). What Google's own metadata says beyond a
-- caption; NULL for sources that do not tell. authority: the stamp of the export whose sidecar says it, greater is later;
-- NULL without a sidecar. taken_year: of the year folder.
ALTER TABLE item ADD COLUMN taken_at INTEGER;
ALTER TABLE item ADD COLUMN latitude REAL;
ALTER TABLE item ADD COLUMN longitude REAL;
ALTER TABLE item ADD COLUMN people TEXT;
ALTER TABLE item ADD COLUMN favourite INTEGER;
ALTER TABLE item ADD COLUMN archived INTEGER;
ALTER TABLE item ADD COLUMN partner INTEGER;
ALTER TABLE item ADD COLUMN taken_year INTEGER;
ALTER TABLE item ADD COLUMN authority TEXT;
UPDATE item SET taken_at = unixepoch(created_at) WHERE created_at IS NOT NULL;
CREATE INDEX item_taken_at ON item (taken_at) WHERE taken_at IS NOT NULL;
CREATE INDEX item_pair ON item (source_id, pair_key) WHERE pair_key IS NOT NULL;

-- taken_at: the moment of capture in seconds since 1970 where it is known, also where the zone is not. embedded: what the
-- file itself says (JSON), so that a date can be decided again without reading it. wanted_path: where it was to lie when
-- its place was chosen, before the number that keeps it apart from others. replaced_by: for state 'quarantined', the
-- original that took its place. seconds: how long a film is.
ALTER TABLE asset ADD COLUMN seconds REAL;
ALTER TABLE asset ADD COLUMN taken_at INTEGER;
ALTER TABLE asset ADD COLUMN zone_reason TEXT;
ALTER TABLE asset ADD COLUMN embedded TEXT;
ALTER TABLE asset ADD COLUMN wanted_path TEXT;
ALTER TABLE asset ADD COLUMN replaced_by INTEGER REFERENCES asset (id);
CREATE INDEX asset_fidelity ON asset (fidelity, id) WHERE state = 'stored';
-- Whose zone is known by itself can tell it to its neighbours in time.
CREATE INDEX asset_zone_known ON asset (taken_at, zone_minutes)
  WHERE state = 'stored' AND zone_reason IN ('place', 'exif', 'camera-clock');
CREATE INDEX asset_zone_unknown ON asset (id)
  WHERE state = 'stored' AND zone_reason IN ('none', 'neighbour');
CREATE INDEX asset_replaced ON asset (replaced_by) WHERE replaced_by IS NOT NULL;
CREATE INDEX album_entry_target ON album_entry (target);

-- A file on its way to another place: written before it is moved, removed once the new place is recorded. body: what the
-- asset becomes there (JSON).
CREATE TABLE relocation (
  asset_id INTEGER PRIMARY KEY REFERENCES asset (id),
  from_path TEXT NOT NULL,
  to_path TEXT NOT NULL,
  to_key TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE export (
  id INTEGER PRIMARY KEY,
  stamp TEXT NOT NULL UNIQUE,
  first_seen TEXT NOT NULL,
  -- memberships must be looked at again
  albums_due INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  export_id INTEGER NOT NULL REFERENCES export (id),
  -- as in its name: parts of equal run index are numbered together
  run_index INTEGER,
  number INTEGER,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  -- tells a part from another of the same name
  fingerprint TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  entries INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  -- 0 while its entries are being listed
  listed INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  arrived_at TEXT NOT NULL,
  imported_at TEXT,
  UNIQUE (export_id, fingerprint)
) STRICT;

CREATE TABLE takeout_folder (
  id INTEGER PRIMARY KEY,
  export_id INTEGER NOT NULL REFERENCES export (id),
  path TEXT NOT NULL,
  -- NULL until it was looked at: container, year, album, archive, trash, locked, failed, other
  meaning TEXT,
  year INTEGER,
  -- of an album
  title TEXT,
  -- its entries have changed since they were matched
  dirty INTEGER NOT NULL DEFAULT 1,
  UNIQUE (export_id, path)
) STRICT;
CREATE INDEX takeout_folder_dirty ON takeout_folder (export_id, id) WHERE dirty = 1;

CREATE TABLE takeout_entry (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  position INTEGER NOT NULL,
  folder_id INTEGER NOT NULL REFERENCES takeout_folder (id),
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  crc32 INTEGER,
  modified_at INTEGER,
  -- media, title-only, or the state in which an entry ends that is no photo: sidecar, album-metadata, other-json, other,
  -- refused, failed
  role TEXT NOT NULL,
  -- why it was refused or cannot be read
  problem TEXT,
  -- of media: the item, and whether this entry is the one that brings its bytes
  item_id INTEGER REFERENCES item (id),
  claims INTEGER NOT NULL DEFAULT 0,
  -- of media: the entry of the sidecar that speaks of it, what it is, and the picture that it belongs to
  sidecar_id INTEGER,
  kind TEXT,
  picture_id INTEGER,
  confidence TEXT,
  reason TEXT,
  -- its match has changed since its item was shown
  due INTEGER NOT NULL DEFAULT 0,
  UNIQUE (part_id, position)
) STRICT;
CREATE INDEX takeout_entry_folder ON takeout_entry (folder_id, role);
CREATE INDEX takeout_entry_item ON takeout_entry (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX takeout_entry_sidecar ON takeout_entry (sidecar_id) WHERE sidecar_id IS NOT NULL;
CREATE INDEX takeout_entry_due ON takeout_entry (part_id, position) WHERE due = 1;
CREATE INDEX takeout_entry_doubt ON takeout_entry (id) WHERE confidence = 'doubtful';

-- JSON of an export, word for word; title and taken_at (seconds since 1970) are those of sidecars and albums.
CREATE TABLE takeout_json (
  entry_id INTEGER PRIMARY KEY REFERENCES takeout_entry (id),
  title TEXT,
  taken_at INTEGER,
  verbatim TEXT NOT NULL
) STRICT;
CREATE INDEX takeout_json_likeness ON takeout_json (title, taken_at) WHERE taken_at IS NOT NULL;
`;
