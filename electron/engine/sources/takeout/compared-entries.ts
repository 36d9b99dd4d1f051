import type { ComparedEntry } from '../../catalog/exports/export-identity.ts';

/** Of these a path has one content in one export. */
export const comparedRoles: ReadonlySet<string> = new Set(['media', 'sidecar', 'title-only', 'album-metadata']);

/** Are both JSON, and do they say something else? */
export function isOtherText(one: ComparedEntry, other: ComparedEntry): boolean {
  return one.verbatim !== null && other.verbatim !== null && one.verbatim !== other.verbatim;
}
