import type { Dirent } from 'node:fs';
import type { FindingFault } from '../../contract/findings.ts';
import { type MadeEntry, sameLinkText } from './album-entry.ts';
import { albumTextName } from './album-text.ts';
import { entryInside, linkTextInside, listInside } from './fence-entries.ts';
import { collisionKey } from './names.ts';

/** An album's folder as it should be. */
export interface ExpectedAlbum {
  /** Relative to the destination. */
  readonly folder: string;
  /** What was made in it. */
  readonly entries: Iterable<MadeEntry>;
  /** Whether a text about the album was written into it. */
  readonly hasText: boolean;
}

/** What is wrong with an album's folder, and what lies in it that Afterimage did not make. */
export interface AlbumState {
  readonly damage: { readonly fault: FindingFault; readonly detail: string } | null;
  /** Paths relative to the destination. */
  readonly unknown: readonly string[];
}

/** So many entries are named; the rest is counted. */
const mostNamed = 5;

/**
 * Compares an album's folder with what was made in it: by the names and kinds in the folder, at the cost of one listing
 * (`look`), or also by what each link says (`read`). A link to a photo that is missing is the photo's fault, not the
 * link's. Reads only. Throws the system's errors, also for links in the place of folders.
 */
export async function stateOfAlbum(
  root: string,
  { folder, entries, hasText }: ExpectedAlbum,
  depth: 'look' | 'read',
): Promise<AlbumState> {
  const found = new Map<string, Dirent>();
  for await (const entry of listInside(root, folder)) found.set(collisionKey(entry.name), entry);
  const wrong: string[] = [];
  let count = 0;
  for (const entry of entries) {
    count += 1;
    const key = collisionKey(entry.name);
    if (!(await isAsMade(root, folder, entry, found.get(key), depth))) wrong.push(entry.name);
    found.delete(key);
  }
  const hasFound = found.delete(collisionKey(albumTextName));
  if (hasText && !hasFound) wrong.push(albumTextName);
  const unknown = [...found.values()].map(({ name }) => `${folder}/${name}`);
  if (wrong.length === 0) return { damage: null, unknown };
  const isGone = found.size === 0 && (await entryInside(root, folder)) === null;
  const detail = isGone ? `the folder with ${count} entries` : `${wrong.length} of ${count} entries: ${named(wrong)}`;
  return { damage: { fault: isGone ? 'missing' : 'changed', detail }, unknown };
}

function named(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

async function isAsMade(
  root: string,
  folder: string,
  entry: MadeEntry,
  found: Dirent | undefined,
  depth: 'look' | 'read',
): Promise<boolean> {
  if (entry.kind !== 'symlink') return found?.isFile() === true;
  if (found?.isSymbolicLink() !== true) return false;
  return depth === 'look' || sameLinkText(await linkTextInside(root, `${folder}/${found.name}`), folder, entry.target);
}
