/** The fourteenth form of the catalog: when copies of photos in the folders of albums were read last. */
export const schema14 = `
-- ISO 8601, UTC; empty while it was never read since it was made.
ALTER TABLE album_entry ADD COLUMN read_at TEXT NOT NULL DEFAULT '';
CREATE INDEX album_entry_read ON album_entry (read_at, album_id, name) WHERE kind = 'copy';
`;
