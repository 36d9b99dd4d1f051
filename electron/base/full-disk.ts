import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf, isMissing } from './errno.ts';

/** What a disk, or a person's share of it, says that takes no more. */
const fullErrnos: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** Whether a thrown value of the file system says that there is no room. */
export function saysFull(thrown: unknown): boolean {
  return fullErrnos.has(errnoOf(thrown) ?? '');
}

/**
 * Whether there is no room for one more file, although there is for bytes: a file system that numbers its files beforehand
 * (ext4, XFS, many shares) can run out of numbers. Only an error that names the new file can say so.
 */
export function lacksInodes(thrown: unknown): boolean {
  if (errnoOf(thrown) !== 'ENOSPC' || !(thrown instanceof Error) || !('path' in thrown)) return false;
  // Of a call with two paths, the second is the one that is made.
  const made = 'dest' in thrown ? thrown.dest : thrown.path;
  return typeof made === 'string' && isOutOfInodes(dirname(made));
}

/** A few files may have been removed since, and a few blocks are no room. */
const fewFiles = 16;
const fewBytes = 64 * 1024;

/** Whether the file system of a folder has room for bytes, and for no file. */
export function isOutOfInodes(folder: string): boolean {
  const room = roomIn(folder);
  return room !== null && room.files < fewFiles && room.bytes >= fewBytes;
}

/** Whether the file system of a folder has no room, for those that are told less than the system said. */
export function hasNoRoom(folder: string): boolean {
  const room = roomIn(folder);
  return room !== null && (room.files < fewFiles || room.bytes < fewBytes);
}

function roomIn(folder: string): { readonly files: number; readonly bytes: number } | null {
  try {
    const { files, ffree, bavail, bsize } = statfsSync(folder);
    // Those that make numbers as they go (btrfs, FAT) say that they have none at all.
    return { files: files > 0 ? ffree : Number.POSITIVE_INFINITY, bytes: bavail * bsize };
  } catch (thrown) {
    // The folder was removed meanwhile, as one for a trial is; else the disk has gone, and nothing is known of its room.
    return isMissing(thrown) && dirname(folder) !== folder ? roomIn(dirname(folder)) : null;
  }
}
