/** The seventh form of the catalog: which state of the folder it knows, and names of files that are still to be removed. */
export const schema7 = `
-- The states of the folder that this catalog knows, the present one last. id is random for each; machine: the host that
-- wrote it; run: its number there.
CREATE TABLE folder_stamp (
  nth INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  generation INTEGER NOT NULL,
  machine TEXT NOT NULL,
  run INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT;

-- The id of the state that a run of this catalog is writing, until that has come to its end.
ALTER TABLE catalog_state ADD COLUMN writing_stamp TEXT;
-- The folder is still to be compared with the catalog; 2: it lacks what the catalog says was written since.
ALTER TABLE catalog_state ADD COLUMN comparison_due INTEGER NOT NULL DEFAULT 0;

-- Names that files had before they got their place, kept until the checksum list names the new one.
CREATE TABLE old_name (
  path TEXT PRIMARY KEY,
  asset_id INTEGER NOT NULL REFERENCES asset (id)
) STRICT, WITHOUT ROWID;
`;
