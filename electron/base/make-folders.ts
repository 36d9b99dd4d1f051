import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './errno.ts';

/**
 * Makes a folder, and those above it that are not there; one that is there is left. Throws the errors of `mkdir`: `EEXIST`
 * where something else has the name. Node's own `recursive` never ends in a folder that answers `ENOENT` to every new
 * name, as `/proc` does.
 */
export async function makeFolders(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (thrown) {
    const above = dirname(path);
    if (await isFolder(path)) return;
    if (errnoOf(thrown) !== 'ENOENT' || above === path || (await isFolder(above))) throw thrown;
    await makeFolders(above);
    await mkdir(path);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}
