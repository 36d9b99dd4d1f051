/** The second form of the catalog: indexes for what people look at, photos by month and problems by cause and by run. */
export const schema2 = `
-- Newest first, undated last (NULL sorts below everything); months are counted from the index alone.
CREATE INDEX asset_taken ON asset (substr(taken_local, 1, 7), taken_local) WHERE state = 'stored';
-- resolved_at is always NULL in it; without the column SQLite would read the table to see that.
CREATE INDEX problem_open_latest ON problem (code, at, id, resolved_at) WHERE resolved_at IS NULL;
CREATE INDEX problem_run ON problem (run_id) WHERE run_id IS NOT NULL;
`;
