import type { Stats } from 'node:fs';
import { entryPath, type MadeEntry } from './album-entry.ts';
import { entryInside, isSameInside, removeInside, syncInside } from './fence-entries.ts';
import { keepInQuarantine } from './quarantine.ts';
import { sha256Inside } from './same-content.ts';

/** FAT keeps times in steps of two seconds. */
const timeStepMs = 2_000;

/** A copy in an album that may be damaged. */
export interface DoubtfulCopy {
  /** Relative to the destination. */
  readonly folder: string;
  readonly entry: MadeEntry;
  /** Of the photo that it shows, as it was stored. */
  readonly sha256: string;
  /** What another program may have saved on purpose stays; otherwise it goes to quarantine like any other damage. */
  readonly keepsEdits: boolean;
}

/**
 * `as made`: it shows the photo, or is no file of ours. `edited`: another program saved it, and it was to be kept. `set
 * aside`: it is in quarantine, and its name is free. `no photo`: the photo itself is damaged or gone, so nothing was done.
 */
type CopyOutcome = 'as made' | 'edited' | 'set aside' | 'no photo';

/** Whether a copy of other bytes than were made looks as if another program had saved it: it is neither cut nor of that time. */
export function mayBeEditedCopy(found: Pick<Stats, 'size' | 'mtimeMs'>, made: MadeEntry): boolean {
  return found.size >= made.bytes && Math.abs(found.mtimeMs - made.mtimeMs) > timeStepMs;
}

/** Makes room for a new copy in the place of one whose bytes are not those of its photo. Throws the system's errors. */
export async function setAsideDamagedCopy(root: string, copy: DoubtfulCopy): Promise<CopyOutcome> {
  const { folder, entry, sha256, keepsEdits } = copy;
  const path = entryPath(folder, entry.name);
  const found = await entryInside(root, path);
  if (entry.kind === 'symlink' || found?.isFile() !== true) return 'as made';
  const photo = await entryInside(root, entry.target);
  if (photo?.isFile() === true && (await isSameInside(root, path, entry.target))) return 'as made';
  if ((await sha256Inside(root, path).catch(() => null)) === sha256) return 'as made';
  if (keepsEdits && mayBeEditedCopy(found, entry)) return 'edited';
  // A copy of what is damaged itself would be no better.
  if (photo?.isFile() !== true || (await sha256Inside(root, entry.target).catch(() => null)) !== sha256)
    return 'no photo';
  if ((await keepInQuarantine(root, path)) === 'both') await removeInside(root, path);
  await syncInside(root, folder);
  return 'set aside';
}
