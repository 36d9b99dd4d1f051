/**
 * SQL: whether an entry was thrown away: it lies in the trash or, wherever it lies, its sidecar says so. `sidecar` is the
 * column that holds the id of that sidecar. What SQLite cannot read as JSON says nothing.
 */
export function isTrashed(folder: string, sidecar: string): string {
  // A byte order mark is no part of JSON.
  const text = 'ltrim(said.verbatim, char(65279))';
  return `(${folder}.meaning IS 'trash' OR EXISTS (
    SELECT 1 FROM takeout_json AS said WHERE said.entry_id = ${sidecar} AND instr(said.verbatim, '"trashed"') > 0
      AND CASE WHEN json_valid(${text}) THEN json_type(${text}, '$.trashed') END IS 'true'))`;
}
