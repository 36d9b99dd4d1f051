import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './errno.ts';

/**
 * Makes a folder, and those above it that are not there; one that is there is left. Resolves to the topmost that was made,
 * if any. Throws the errors of `mkdir`: `EEXIST` where something else has the name. Node's own `recursive` never ends in a
 * folder that answers `ENOENT` to every new name, as `/proc` does.
 *
 * @param mode who may do what in those that are made; as the process has it unless told
 */
export async function makeFolders(path: string, mode?: number): Promise<string | undefined> {
  try {
    await mkdir(path, { mode });
    return path;
  } catch (thrown) {
    const above = dirname(path);
    if (await isFolder(path)) return undefined;
    if (errnoOf(thrown) !== 'ENOENT' || above === path) throw thrown;
    // The one above may have been made by somebody else meanwhile; where it was there before, the same error comes again.
    const topmost = (await isFolder(above)) ? undefined : await makeFolders(above, mode);
    const made = await madeIn(path, mode);
    return topmost ?? made;
  }
}

/** As {@link makeFolders}, for what is written before a process ends. */
export function makeFoldersSync(path: string, mode?: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (thrown) {
    const above = dirname(path);
    if (isFolderSync(path)) return;
    if (errnoOf(thrown) !== 'ENOENT' || above === path) throw thrown;
    // As there: it may be there by now.
    if (!isFolderSync(above)) makeFoldersSync(above, mode);
    madeInSync(path, mode);
  }
}

/** Makes a folder whose parent is there. */
async function madeIn(path: string, mode?: number): Promise<string | undefined> {
  try {
    await mkdir(path, { mode });
    return path;
  } catch (thrown) {
    if (await isFolder(path)) return undefined;
    throw thrown;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

function madeInSync(path: string, mode?: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (thrown) {
    if (!isFolderSync(path)) throw thrown;
  }
}

function isFolderSync(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    // Something above it is none.
    return false;
  }
}
