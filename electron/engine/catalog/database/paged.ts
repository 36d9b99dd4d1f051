/**
 * Walks through any number of rows a page at a time. No statement stays open between two rows, so that the caller may
 * write to the catalog while it iterates. `page` returns what follows `after`, and an empty page at the end.
 */
export function* paged<Row, Cursor>(
  start: Cursor,
  page: (after: Cursor) => readonly Row[],
  cursorOf: (row: Row) => Cursor,
): Generator<Row, void> {
  let after = start;
  for (;;) {
    const rows = page(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = cursorOf(last);
  }
}
