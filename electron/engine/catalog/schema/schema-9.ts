/** The ninth form of the catalog: whose exports are, what they hold of the account, and attempts that failed. */
export const schema9 = `
-- owner: the e-mail address that a person named, where the index page does not tell. covers_until: photos that were
-- uploaded until then are in it. kind: full or incremental, NULL while nothing tells; kind_reason: what tells, or what
-- speaks against it. All three are decided at the end of a review.
ALTER TABLE export ADD COLUMN owner TEXT;
ALTER TABLE export ADD COLUMN covers_until TEXT;
ALTER TABLE export ADD COLUMN kind TEXT;
ALTER TABLE export ADD COLUMN kind_reason TEXT;

-- Runs that could not even begin. Those that could are in run.
CREATE TABLE failed_attempt (
  id INTEGER PRIMARY KEY,
  source_kind TEXT NOT NULL,
  account TEXT NOT NULL,
  at TEXT NOT NULL,
  problem TEXT NOT NULL
) STRICT;

-- How many items of each source are in each state is counted from it alone.
CREATE INDEX item_source_state ON item (source_id, state);
`;
