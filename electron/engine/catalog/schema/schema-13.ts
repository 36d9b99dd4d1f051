/** The thirteenth form of the catalog: runs that were about some items only. */
export const schema13 = `
-- What the run was limited to, in words; NULL: it was about everything that its source shows.
ALTER TABLE run ADD COLUMN filter TEXT;
`;
