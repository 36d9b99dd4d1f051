/** The fourteenth form of the catalog: when copies of photos in the folders of albums were read last. */
export const schema14 = `
-- ISO 8601, UTC; none while it was never read since it was made. Beside the entries, whose columns others may count on.
CREATE TABLE album_copy_read (
  album_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  read_at TEXT NOT NULL,
  PRIMARY KEY (album_id, name),
  FOREIGN KEY (album_id, name) REFERENCES album_entry (album_id, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX album_entry_copy ON album_entry (album_id, name) WHERE kind = 'copy';
`;
