import type { Row } from '../database/catalog-database.ts';
import { text, textOrNull } from '../database/row.ts';

/** Which files to verify; all of them when nothing is said. */
export interface VerificationScope {
  /** The `index`th (from 1) of `of` parts of about the same size, to which each file belongs for good. */
  readonly subset?: { readonly index: number; readonly of: number } | undefined;
  /** Files that were stored from this day or moment on, ISO 8601. */
  readonly since?: string | undefined;
  /** What the path begins with, relative to the destination. */
  readonly path?: string | undefined;
}

/** Whether a file is asked for; its row has path, sha256 and stored_at. */
export function isInScope(row: Row, { subset, since, path = '' }: VerificationScope): boolean {
  if (!text(row, 'path').startsWith(path)) return false;
  if (since !== undefined && (textOrNull(row, 'stored_at') ?? '') < since) return false;
  // By the content, so that a file keeps its part whatever else is stored or moved.
  return subset === undefined || Number.parseInt(text(row, 'sha256').slice(0, 8), 16) % subset.of === subset.index - 1;
}
