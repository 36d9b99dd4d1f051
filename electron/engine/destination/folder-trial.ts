import { randomUUID } from 'node:crypto';
import { errnoOf } from '../../base/errno.ts';
import { entryInside, makeInside, openNewInside, removeInside, textInside } from './fence-entries.ts';
import { makeFolderDurably } from './inner-folder.ts';
import { absolutePath, stagingFolder } from './layout.ts';

/** How the note of a trial ends, in the staging folder: its text is the path of the file that was made for trial. */
export const trialNoteEnding = '.trial';
const trialPath = /^(?:[^/]+\/)*\.afterimage-probe-[0-9a-f-]{36}$/u;

/**
 * Whether the folder of `path` takes new files just now, found out by making an empty one. It is noted in staging first and
 * forgotten last, so that the next run removes what a kill, or the disk, left of it.
 */
export async function takesFiles(root: string, path: string): Promise<boolean> {
  const id = randomUUID();
  const note = `${stagingFolder}/${id}${trialNoteEnding}`;
  const trial = `${path.slice(0, path.lastIndexOf('/') + 1)}.afterimage-probe-${id}`;
  try {
    await makeFolderDurably(root, absolutePath(root, stagingFolder));
    await makeInside(root, note, trial);
    await (await openNewInside(root, trial)).close();
    return true;
  } catch {
    // Whatever it is: this folder does not take files now.
    return false;
  } finally {
    await removeTrial(root, trial, note).catch(() => undefined);
  }
}

async function removeTrial(root: string, trial: string, note: string): Promise<void> {
  await removeInside(root, trial);
  await removeInside(root, note);
}

/** Removes what the trial of a note has left. False when that is still there, and the note has to stay. */
export async function removeLeftTrial(root: string, note: string): Promise<boolean> {
  try {
    const trial = (await textInside(root, note)) ?? '';
    // Others can write notes, too: nothing but such an empty file is removed.
    if (trialPath.test(trial) && (await entryInside(root, trial))?.size === 0) await removeInside(root, trial);
    return true;
  } catch (thrown) {
    // A path that leads out of the folder, or by something that is no folder, is none of ours.
    return ['ELOOP', 'ENOTDIR', 'EFTYPE', null].includes(errnoOf(thrown));
  }
}
