import { listInside } from './fence-entries.ts';
import { albumsFolder, ownFolder, photosFolder, quarantineFolder, sumsBesideFile, sumsFile } from './layout.ts';

/** What the caller knows of files in the folder, by paths relative to the destination. */
export interface KnownFiles {
  readonly isPhoto: (path: string) => boolean;
  /** Whether Afterimage wrote the sidecar of the photo at this path. */
  readonly hasSidecar: (photoPath: string) => boolean;
  readonly isAlbumFolder: (path: string) => boolean;
}

/**
 * What lies in quarantine and `isCopy` does not know: damaged files whose right content came back. Links are not followed.
 * Reads only.
 */
export async function damagedInQuarantine(root: string, isCopy: (path: string) => boolean): Promise<readonly string[]> {
  const found: string[] = [];
  const folders: string[] = [quarantineFolder];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for await (const entry of listInside(root, folder)) {
        const path = `${folder}/${entry.name}`;
        if (entry.isDirectory()) folders.push(path);
        else if (!isCopy(path)) found.push(path);
      }
    } catch {
      // Information only.
    }
  }
  return found.toSorted();
}

const ownAtTop: ReadonlySet<string> = new Set([ownFolder, sumsFile, sumsBesideFile]);

/**
 * The files below the destination that Afterimage did not make: thumbnails of a NAS, notes, other programs' sidecars.
 * What lies in the folders of albums is told by whoever looks through those. Links are named and not followed; what
 * cannot be listed is left out. Reads only.
 */
export async function* unknownFiles(root: string, known: KnownFiles, signal: AbortSignal): AsyncGenerator<string> {
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    signal.throwIfAborted();
    try {
      for await (const entry of listInside(root, folder)) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (folder === '' && ownAtTop.has(entry.name)) continue;
        if (!entry.isDirectory()) {
          if (!isKnown(path, known)) yield path;
        } else if (!known.isAlbumFolder(path)) {
          folders.push(path);
        }
      }
    } catch {
      // Information only: what is wrong with a folder is told by the files in it that are missed.
    }
  }
}

function isKnown(path: string, { isPhoto, hasSidecar }: KnownFiles): boolean {
  if (path.startsWith(`${albumsFolder}/`) || !path.startsWith(`${photosFolder}/`)) return false;
  return isPhoto(path) || (path.endsWith('.xmp') && hasSidecar(path.slice(0, -'.xmp'.length)));
}
