import type { Row } from './catalog-database.ts';

/* Reads the columns of a row as what they must be. */

/** A text column; a value of another type is a bug. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new TypeError(`Column ${column} holds ${typeof value} instead of text`);
}

/** A text column that may be NULL. */
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

/** An INTEGER or REAL column. */
export function number(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw new TypeError(`Column ${column} holds ${typeof value} instead of a number`);
}

/** An INTEGER or REAL column that may be NULL. */
export function numberOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : number(row, column);
}

/** A text column that holds one of a closed list. */
export function oneOf<const T extends string>(row: Row, column: string, values: readonly T[]): T {
  const value = row[column];
  const known = values.find((candidate) => candidate === value);
  if (known !== undefined) return known;
  throw new TypeError(`Column ${column} holds an unknown value: ${String(value)}`);
}

/** An INTEGER column that holds 0 or 1. */
export function flag(row: Row, column: string): boolean {
  return number(row, column) !== 0;
}
