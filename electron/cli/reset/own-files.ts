import type { Dirent } from 'node:fs';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';

/* The files and folders that a reset takes away: in folders that a person named, only names that are ours. */

/** What Afterimage itself writes into a data folder; what else lies in a folder that a person has named is theirs. */
const ownNames =
  /^((settings|client|accounts|drive)\.json(\..+)?|(quota|picker-sessions|restores|restore-lock|running-.+)\.sqlite(-wal|-shm|-journal)?|catalogs|thumbnails|logs|failures)$/;

/** The folder in a backup folder that tells it apart from every other. */
const backupMark = '.afterimage';

/** A folder of Afterimage's own, and what must stay of it. */
export interface OwnFolder {
  readonly path: string;
  /** It has this name from Afterimage: all that is in it belongs to the program, Electron's own files included. */
  readonly isWhole: boolean;
  /** Folders that are never touched, wherever they lie. */
  readonly backups: readonly string[];
}

/** What of a folder goes; absolute paths. Nothing when there is no such folder. */
export async function ownEntries({ path, isWhole, backups }: OwnFolder): Promise<readonly string[]> {
  const entries = await entriesOf(path);
  const own = entries.filter(({ name }) => isWhole || ownNames.test(name));
  const removable = await Promise.all(own.map((entry) => removableIn(join(path, entry.name), entry, backups)));
  return removable.flat();
}

/** The entry, or so much of it as can go without a backup folder; a link goes without what it leads to. */
async function removableIn(path: string, entry: Dirent, backups: readonly string[]): Promise<readonly string[]> {
  if (!entry.isDirectory()) return [path];
  if (backups.some((backup) => isWithin(path, resolve(backup)))) return [];
  const inside = await entriesOf(path);
  if (inside.some(({ name }) => name === backupMark)) return [];
  const below = await Promise.all(
    inside.map(async (one) => {
      const inner = join(path, one.name);
      const removable = await removableIn(inner, one, backups);
      return { removable, isAll: removable.length === 1 && removable[0] === inner };
    }),
  );
  const mayGo = below.every(({ isAll }) => isAll) && !backups.some((backup) => isWithin(resolve(backup), path));
  return mayGo ? [path] : below.flatMap(({ removable }) => removable);
}

/** Removes the entries, and the folder itself when nothing is left in it. Rejects with what the system says. */
export async function removeOwn(folder: string, entries: readonly string[]): Promise<void> {
  for (const entry of entries) await rm(entry, { recursive: true, force: true, maxRetries: 3 });
  if ((await entriesOf(folder)).length > 0) return;
  // A mount point, such as the volume of a container, stays.
  await rmdir(folder).catch(() => undefined);
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // Not there, or no folder: nothing of ours. What cannot be read is named by its removal.
    return [];
  }
}

/** Is `path` the folder, or in it? */
function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path);
}
