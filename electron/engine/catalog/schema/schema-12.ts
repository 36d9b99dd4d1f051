/** The twelfth form of the catalog: indexes for what people filter photos by, and for the coverage map. */
export const schema12 = `
CREATE INDEX item_favourite ON item (asset_id) WHERE favourite = 1 AND state = 'stored';
CREATE INDEX asset_film ON asset (substr(taken_local, 1, 7), taken_local)
  WHERE state = 'stored' AND substr(mime_type, 1, 6) = 'video/';
-- How much of each month is on the disk, verified or missing is counted from it alone; without taken_local SQLite would
-- read the table to work out the month.
CREATE INDEX asset_coverage ON asset (substr(taken_local, 1, 7), state, verified_outcome, taken_local)
  WHERE state IN ('stored', 'missing');
`;
