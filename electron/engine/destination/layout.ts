import { join } from 'node:path';
import { isInnerPath } from '../../contract/inner-paths.ts';

/* The fixed places in the backup folder. */

/** Folder of the photos, by year and month of capture. */
export const photosFolder = 'Photos';
/** Folder of the album views. */
export const albumsFolder = 'Albums';
/** The checksum list at the top of the destination. */
export const sumsFile = 'SHA256SUMS';
/** Its name where a person keeps a list of their own under the usual one. */
export const sumsBesideFile = `${sumsFile}.afterimage`;
/** Everything that is Afterimage's own. */
export const ownFolder = '.afterimage';
/** The identity of the destination. */
export const identityFile = `${ownFolder}/destination.json`;
/** Which state the folder is in, and who left it. */
export const stampFile = `${ownFolder}/stamp.json`;
/** The copy of the catalog that goes with the folder. */
export const catalogSnapshotFile = `${ownFolder}/catalog.sqlite`;
/** Where bytes live until they are whole and checked. */
export const stagingFolder = `${ownFolder}/staging`;
/** Where replaced files go. */
export const quarantineFolder = `${ownFolder}/quarantine`;
/** The reports of the last runs. */
export const reportsFolder = `${ownFolder}/reports`;

/**
 * The absolute path of `relativePath` (forward slashes) inside the destination folder `root`.
 * Throws a RangeError when it would leave the folder: such a path is a bug, never a person's doing.
 */
export function absolutePath(root: string, relativePath: string): string {
  if (!isInnerPath(relativePath)) {
    throw new RangeError(`Not a path inside the destination: ${JSON.stringify(relativePath)}`);
  }
  return join(root, ...relativePath.split('/'));
}
