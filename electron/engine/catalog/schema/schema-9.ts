/** The ninth form of the catalog: whose exports are, what they hold of the account, and attempts that failed. */
export const schema9 = `
-- owner: the e-mail address that a person named, where the index page does not tell. covers_until: photos that were
-- uploaded until then are in it. kind: full or incremental, NULL while nothing tells; kind_reason: what tells, or what
-- speaks against it. superseded: it does not tell whose it is, and a later full export holds what it holds. All but owner
-- are decided at the end of a review.
ALTER TABLE export ADD COLUMN owner TEXT;
ALTER TABLE export ADD COLUMN covers_until TEXT;
ALTER TABLE export ADD COLUMN kind TEXT;
ALTER TABLE export ADD COLUMN kind_reason TEXT;
ALTER TABLE export ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0;

-- The account whose exports were known first: its albums need no mark that tells them from those of another.
ALTER TABLE catalog_state ADD COLUMN first_account TEXT;

-- Runs that could not even begin. Those that could are in run.
CREATE TABLE failed_attempt (
  id INTEGER PRIMARY KEY,
  source_kind TEXT NOT NULL,
  account TEXT NOT NULL,
  label TEXT NOT NULL,
  at TEXT NOT NULL,
  problem TEXT NOT NULL
) STRICT;

-- How many items of each source are in each state is counted from it alone.
CREATE INDEX item_source_state ON item (source_id, state);
`;
