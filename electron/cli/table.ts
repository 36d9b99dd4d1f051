/** Rows that were laid out in columns. */
export interface Table {
  readonly text: string;
  readonly widths: readonly number[];
}

interface Layout {
  /** Absent: rows that continue a table. */
  readonly headings?: readonly string[];
  /** The columns of the table that is continued. */
  readonly widths?: readonly number[];
}

/** Lays rows out in columns, below headings when there are some; the last column is as long as it is. */
export function layOut(rows: readonly (readonly string[])[], { headings, widths = [] }: Layout): Table {
  const lines = headings === undefined ? rows : [headings, ...rows];
  const columns = Math.max(widths.length, ...lines.map((cells) => cells.length));
  const wide = Array.from({ length: columns }, (_, column) =>
    Math.max(widths[column] ?? 0, ...lines.map((cells) => widthOf(cells[column] ?? ''))),
  );
  const text = lines.map((cells) => cells.map((cell, column) => padded(cell, wide, column, cells.length)).join('  '));
  return { text: text.join('\n'), widths: wide };
}

/** A whole table. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return layOut(rows, { headings }).text;
}

function padded(cell: string, widths: readonly number[], column: number, columns: number): string {
  return column === columns - 1 ? cell : cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
}

const wideChars = /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u;

/** Columns on a terminal, as far as characters tell: East Asian ones and emoji take two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (wideChars.test(char) ? 2 : 1), 0);
}
