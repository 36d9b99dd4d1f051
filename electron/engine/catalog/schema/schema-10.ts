/** The tenth form of the catalog: which files in Google Drive were imported. */
export const schema10 = `
-- Files in Google Drive that nothing more is to be read from. The id names the file for good, md5 and bytes its content.
-- trashed_at: when they were moved to the trash there, once all of their export was proved to be in the backup.
CREATE TABLE drive_file (
  file_id TEXT PRIMARY KEY,
  md5 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  name TEXT NOT NULL,
  part_id INTEGER NOT NULL REFERENCES part (id),
  imported_at TEXT NOT NULL,
  trashed_at TEXT
) STRICT;
CREATE INDEX drive_file_part ON drive_file (part_id);
`;
