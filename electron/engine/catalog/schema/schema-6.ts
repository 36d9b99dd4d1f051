/** The sixth form of the catalog: what the index page of an export lists. */
export const schema6 = `
-- What was listed or stored has changed since what is missing was looked for.
ALTER TABLE export ADD COLUMN review_due INTEGER NOT NULL DEFAULT 1;

-- An index page, by the part that holds it. is_read: 0 when it could not be read; then problem says why.
CREATE TABLE export_index (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL UNIQUE REFERENCES part (id),
  is_read INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  job_id TEXT,
  email TEXT,
  product TEXT,
  listed INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- path: titles of the folders from Google Photos down, as the page shows them.
CREATE TABLE index_folder (
  id INTEGER PRIMARY KEY,
  index_id INTEGER NOT NULL REFERENCES export_index (id),
  path TEXT NOT NULL,
  UNIQUE (index_id, path)
) STRICT;

-- failure: why Google failed to export it. missing: no part holds it, and nothing else makes up for it.
CREATE TABLE index_file (
  folder_id INTEGER NOT NULL REFERENCES index_folder (id),
  nth INTEGER NOT NULL,
  name TEXT NOT NULL,
  failure TEXT,
  missing INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (folder_id, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX index_file_missing ON index_file (folder_id, nth) WHERE missing = 1;

-- What was found about entries of an export when it was looked through last. kind: 'awaits' for a sidecar whose photo no
-- part has brought, 'failed' for a file that was not stored. name: of the file that is missed.
CREATE TABLE export_finding (
  entry_id INTEGER PRIMARY KEY REFERENCES takeout_entry (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;
`;
