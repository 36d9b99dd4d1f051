import type { CatalogAsset } from '../catalog/assets/asset-row.ts';
import type { ChangedFile } from '../catalog/assets/assets.ts';
import { openInside } from '../destination/fence-entries.ts';
import type { Destination } from '../destination/identity.ts';
import { endOf } from '../media/cut-short.ts';
import { sniffMedia } from '../media/media-type.ts';
import { fileAccess } from '../media/random-access.ts';

/** File systems keep times in steps of up to two seconds. */
const timeStepMs = 2_000;

/**
 * What a stored file looks like whose content is another one by now. A power cut or a broken copy leaves the
 * beginning of the photo, or nothing; a disk that fails leaves the time as it was. Anything else may be what a person, or
 * a program of theirs, wanted.
 */
export async function lookAtChanged({ path: root }: Destination, asset: CatalogAsset): Promise<ChangedFile> {
  try {
    const file = await openInside(root, asset.path);
    try {
      const { size, mtimeMs } = await file.stat();
      const isCut = size < asset.bytes && (size === 0 || (await isCutShort(fileAccess(file, size))));
      const isOfThatTime = Math.abs((asset.mtime ?? 0) - mtimeMs) <= timeStepMs;
      return { isCut, mayBeEdit: !isCut && !isOfThatTime };
    } finally {
      await file.close();
    }
  } catch {
    // Whatever lies there cannot be read: nobody edited it.
    return { isCut: false, mayBeEdit: false };
  }
}

async function isCutShort(access: ReturnType<typeof fileAccess>): Promise<boolean> {
  const type = sniffMedia(await access.read(0, 4_096));
  return type !== null && (await endOf(access, type)).kind === 'cut-short';
}
