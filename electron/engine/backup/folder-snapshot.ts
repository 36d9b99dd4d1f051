import { type Problem, problem, problemOf } from '../../contract/problem.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { setCatalogAside, versionInHeader } from '../catalog/database/catalog-file.ts';
import { catalogVersion } from '../catalog/schema/migrations.ts';
import { isFileSync, requireFoldersSync } from '../destination/fence.ts';
import { removeInside } from '../destination/fence-entries.ts';
import { fsProblem } from '../destination/fs-problems.ts';
import type { Destination } from '../destination/identity.ts';
import { absolutePath, catalogSnapshotFile, ownFolder } from '../destination/layout.ts';
import { whileHeld } from '../destination/patience.ts';

interface FolderSnapshotDeps {
  readonly destination: Destination;
  readonly catalog: Catalog;
  readonly now: Date;
  /** The one that lies there was found to be of no use: it is kept aside. */
  readonly isRefused: boolean;
}

/**
 * Leaves a copy of the catalog in the destination. One that a newer Afterimage left there stays, and so does what is no
 * file. Returns what a person should know.
 */
export async function writeFolderSnapshot(deps: FolderSnapshotDeps): Promise<Problem | null> {
  const { destination, catalog, now, isRefused } = deps;
  const path = absolutePath(destination.path, catalogSnapshotFile);
  try {
    // A leftover; a folder of that name is told.
    await removeInside(destination.path, `${catalogSnapshotFile}.partial`);
    if (isFileSync(path)) {
      const version = versionOf(path);
      if (version !== null && version > catalogVersion) return newer(version);
      if (isRefused || version === null) setCatalogAside(path, now.toISOString());
    }
  } catch (thrown) {
    return fsProblem(thrown, catalogSnapshotFile);
  }
  const written = await catalog.snapshots.write(path, whileHeld);
  return written.ok ? null : written.problem;
}

/**
 * The problem of a folder whose copy of the catalog a newer Afterimage wrote: nothing may be written to it by this one,
 * which does not know what it would overwrite. Null when there is none, or none that says so.
 */
export function refuseNewerSnapshot(root: string): Problem | null {
  try {
    requireFoldersSync(root, ownFolder, new Set());
    const path = absolutePath(root, catalogSnapshotFile);
    const version = isFileSync(path) ? versionOf(path) : null;
    return version !== null && version > catalogVersion ? newer(version) : null;
  } catch {
    // What cannot be looked at is told by whoever needs it.
    return null;
  }
}

/** Whether a copy of a catalog lies in a folder; what is none is told by whoever opens it. */
export function holdsSnapshot(root: string): boolean {
  try {
    requireFoldersSync(root, ownFolder, new Set());
    return isFileSync(absolutePath(root, catalogSnapshotFile));
  } catch {
    return false;
  }
}

/** Whether the copy of the catalog was removed, or is none any more; false where that cannot be told. */
export function lacksSnapshot(root: string): boolean {
  try {
    requireFoldersSync(root, ownFolder, new Set());
    const path = absolutePath(root, catalogSnapshotFile);
    return !isFileSync(path) || versionOf(path) === null;
  } catch {
    return false;
  }
}

/** Null when it is no catalog. */
function versionOf(path: string): number | null {
  try {
    return versionInHeader(path);
  } catch (thrown) {
    if (problemOf(thrown).code === 'catalog-damaged') return null;
    throw thrown;
  }
}

function newer(version: number): Problem {
  const detail = `The copy in the backup folder has version ${version}, this program knows ${catalogVersion}. It stays as it is.`;
  return problem('catalog-newer', { detail, subject: catalogSnapshotFile });
}
