/** The eighth form of the catalog: what was found missing or damaged in the folder, until it is mended. */
export const schema8 = `
-- What is wrong in the folder. fault: 'missing', 'cut', 'changed' or 'unreadable'. path: relative to the destination.
-- asset_id: of the photo, also for its sidecar. may_be_edit: the file looks as if another program had saved it. since,
-- seen_at: when it was found first and last.
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  thing TEXT NOT NULL,
  fault TEXT NOT NULL,
  path TEXT NOT NULL,
  asset_id INTEGER REFERENCES asset (id),
  detail TEXT,
  may_be_edit INTEGER NOT NULL DEFAULT 0,
  since TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX finding_asset ON finding (asset_id, thing) WHERE asset_id IS NOT NULL;
CREATE UNIQUE INDEX finding_path ON finding (path, thing) WHERE asset_id IS NULL;

INSERT INTO finding (thing, fault, path, asset_id, may_be_edit, since, seen_at)
  SELECT 'photo', iif(state = 'missing', 'missing', 'changed'), path, id, state = 'stored', verified_at, verified_at
  FROM asset WHERE verified_at <> '' AND (state = 'missing' OR (state = 'stored' AND verified_outcome = 'changed'));

-- Of a place in the folder that is no photo's: a sidecar, an album's folder, the checksum list.
ALTER TABLE problem ADD COLUMN place TEXT;
CREATE UNIQUE INDEX problem_open_place ON problem (place) WHERE resolved_at IS NULL AND place IS NOT NULL;
`;
