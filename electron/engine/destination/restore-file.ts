import { dirname } from 'node:path';
import { failed, ok, type Result } from '../../contract/result.ts';
import { innerFolder, isNoFile } from './fence.ts';
import {
  entryInside,
  isSameInside,
  moveInside,
  removeInside,
  replaceInside,
  setTimesInside,
  syncInside,
} from './fence-entries.ts';
import { fileProblem } from './held-files.ts';
import type { Destination } from './identity.ts';
import { makeFolderDurably } from './inner-folder.ts';
import { absolutePath } from './layout.ts';
import { refusesTimes } from './move-file.ts';
import { keepInQuarantine } from './quarantine.ts';
import { sha256Inside } from './same-content.ts';

/** A stored file whose content is damaged, and where the right bytes are. */
export interface Restoration {
  /** In staging, whole and checked. */
  readonly stagedPath: string;
  /** Relative to the destination. */
  readonly path: string;
  /** Of the right bytes. */
  readonly sha256: string;
  readonly takenAt: Date | null;
  /** Entries of albums, relative to the destination, that may be further names of the damaged file. */
  readonly hardLinks: readonly string[];
}

/**
 * `restored`: the right bytes are at the path, durably, and what was there is in quarantine. `was whole`: they were there
 * already. `in the way`: something that is no file lies there, and stays.
 */
export type RestorationOutcome = 'restored' | 'was whole' | 'in the way';

/**
 * Puts the right bytes in the place of a damaged file, which goes to quarantine before: whatever happens in between, no
 * content is gone. Problems: those of the disk.
 */
export async function restoreFile(
  destination: Destination,
  restoration: Restoration,
): Promise<Result<RestorationOutcome>> {
  const there = await destination.stillThere();
  if (!there.ok) return there;
  try {
    return ok(await restore(destination.path, restoration));
  } catch (thrown) {
    return failed(await fileProblem(destination.path, restoration.path, thrown));
  }
}

async function restore(
  root: string,
  { stagedPath, path, sha256, takenAt, hardLinks }: Restoration,
): Promise<RestorationOutcome> {
  const state = await stateOf(root, path, sha256);
  if (state === 'was whole' || state === 'in the way') return state;
  const staged = innerFolder(root, stagedPath);
  await setTimes(root, staged, takenAt);
  if (state === 'missing') {
    await makeFolderDurably(root, absolutePath(root, dirname(path)));
  } else {
    for (const link of hardLinks) await removeIfSame(root, link, path);
    if ((await keepInQuarantine(root, path)) === 'both') {
      await replaceInside(root, staged, path);
      await syncInside(root, dirname(path));
      return 'restored';
    }
  }
  if ((await moveInside(root, staged, path)) === 'taken') return 'in the way';
  await syncInside(root, dirname(path));
  return 'restored';
}

async function stateOf(
  root: string,
  path: string,
  sha256: string,
): Promise<'missing' | 'damaged' | 'was whole' | 'in the way'> {
  const found = await entryInside(root, path);
  if (found === null) return 'missing';
  if (!found.isFile()) return 'in the way';
  try {
    return (await sha256Inside(root, path)) === sha256 ? 'was whole' : 'damaged';
  } catch (thrown) {
    // A disk that cannot read it may still give it another name.
    return isNoFile(thrown) ? 'in the way' : 'damaged';
  }
}

async function removeIfSame(root: string, link: string, path: string): Promise<void> {
  if ((await entryInside(root, link)) !== null && (await isSameInside(root, link, path))) {
    await removeInside(root, link);
  }
}

async function setTimes(root: string, path: string, time: Date | null): Promise<void> {
  if (time === null) return;
  try {
    await setTimesInside(root, path, { atime: time, mtime: time });
  } catch (thrown) {
    if (!refusesTimes(thrown)) throw thrown;
  }
}
