import { assertNever } from '../../contract/result.ts';
import type { AlbumFolder, ViewEntry } from '../catalog/albums/album-views.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { mayBeEditedCopy } from '../destination/album-repair.ts';
import type { AlbumState } from '../destination/album-state.ts';
import type { DiskThreads } from '../destination/disk-threads.ts';
import { entryInside, isSameInside } from '../destination/fence-entries.ts';
import type { Destination } from '../destination/identity.ts';
import { type HashedFile, hashFiles } from '../destination/scan.ts';

interface AlbumContentDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly threads: Pick<DiskThreads, 'hash'>;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** A copy was read, with so many bytes. */
  readonly onRead: (bytes: number) => void;
}

/** A file in an album's folder, and the photo that it shows. */
interface ShownPhoto {
  /** Relative to the destination. */
  readonly path: string;
  readonly entry: ViewEntry;
  readonly sha256: string;
}

/** So many are named; the rest is counted. */
const mostNamed = 5;

/** What is wrong with the contents of an album's folder. */
export type ContentDamage = NonNullable<AlbumState['damage']> & { readonly mayBeEdit: boolean };

/**
 * Compares the copies in an album's folder with the photos that they show; hard links only where they no longer are the
 * file of their photo. What is missing is not told here. Null when all are right. Reads only.
 */
export async function damageOfContents(
  { id, folder }: AlbumFolder,
  deps: AlbumContentDeps,
): Promise<ContentDamage | null> {
  const { destination, catalog, threads, signal, now, onRead } = deps;
  const wrong: { readonly name: string; readonly mayBeEdit: boolean }[] = [];
  const files = ownFiles(folder, catalog.albumViews.entries(id), deps);
  for await (const found of hashFiles(destination, files, { threads, concurrency: 2, signal })) {
    if (found.kind === 'hashed') onRead(found.hash.bytes);
    const { path, entry } = found.file;
    catalog.albumCopies.recordRead({ albumId: id, name: entry.name }, now().toISOString());
    if (isRight(found)) continue;
    const there = found.kind === 'hashed' ? await entryInside(destination.path, path) : null;
    const name = found.kind === 'hashed' ? entry.name : `${entry.name} (cannot be read)`;
    wrong.push({ name, mayBeEdit: there !== null && mayBeEditedCopy(there, entry) });
  }
  if (wrong.length === 0) return null;
  const more = wrong.length > mostNamed ? ` and ${wrong.length - mostNamed} more` : '';
  const names = wrong.slice(0, mostNamed).map(({ name }) => name);
  return {
    fault: 'changed',
    detail: `other content: ${names.join(', ')}${more}`,
    mayBeEdit: wrong.every(({ mayBeEdit }) => mayBeEdit),
  };
}

function isRight(found: HashedFile<ShownPhoto>): boolean {
  switch (found.kind) {
    case 'hashed':
      return found.hash.sha256 === found.file.sha256;
    case 'missing':
      return true;
    case 'unreadable':
      return false;
    default:
      return assertNever(found);
  }
}

/** The files of their own: links are told by what they say, and a further name of the photo is read with it. */
async function* ownFiles(
  folder: string,
  entries: Iterable<ViewEntry>,
  { destination: { path: root }, catalog }: AlbumContentDeps,
): AsyncGenerator<ShownPhoto> {
  for (const entry of entries) {
    if (entry.kind === 'symlink') continue;
    const path = `${folder}/${entry.name}`;
    const photo = catalog.assets.atPath(entry.target);
    if (photo === null || photo.state === 'quarantined') continue;
    // Where either is gone, what is left is read.
    if (entry.kind === 'hardlink' && (await isSameInside(root, path, entry.target).catch(() => false))) continue;
    yield { path, entry, sha256: photo.sha256 };
  }
}
