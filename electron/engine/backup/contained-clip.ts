import { createHash } from 'node:crypto';
import { errnoOf } from '../../base/errno.ts';
import { isNoFile, openFile } from '../destination/fence.ts';
import type { Destination } from '../destination/identity.ts';
import { absolutePath } from '../destination/layout.ts';
import type { StagedContent } from '../destination/staged-file.ts';
import { fileAccess } from '../media/random-access.ts';
import type { Fetched } from './storage.ts';

const chunkBytes = 1 << 20;

/**
 * Is this clip of a motion photo the end of its photo, byte for byte? A Pixel writes the film into the JPEG, and exports
 * hold it once more beside: other programs would show it twice. Only asked of what an export holds.
 */
export async function isContainedClip(
  destination: Pick<Destination, 'path'>,
  { item, content }: Pick<Fetched, 'item' | 'content'>,
): Promise<boolean> {
  return item.beside !== null && item.said !== null && isEndOf(destination, item.beside, content);
}

/** Are these bytes the end of the stored file at a path, relative to the destination, and not all of it? */
export async function isEndOf(
  destination: Pick<Destination, 'path'>,
  path: string,
  { bytes, sha256 }: Pick<StagedContent, 'bytes' | 'sha256'>,
): Promise<boolean> {
  try {
    const file = await openFile(absolutePath(destination.path, path));
    try {
      const { size } = await file.stat();
      return size > bytes && (await hashFrom(file, size, size - bytes)) === sha256;
    } finally {
      await file.close();
    }
  } catch (thrown) {
    // The photo may have gone, or lie on a bad sector: then its clip is stored as any other.
    if (errnoOf(thrown) === null && !isNoFile(thrown)) throw thrown;
    return false;
  }
}

async function hashFrom(file: Parameters<typeof fileAccess>[0], size: number, begin: number): Promise<string> {
  const access = fileAccess(file, size);
  const hash = createHash('sha256');
  for (let at = begin; at < size; at += chunkBytes) hash.update(await access.read(at, Math.min(chunkBytes, size - at)));
  return hash.digest('hex');
}
