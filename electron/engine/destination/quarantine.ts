import { dirname } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import type { Candidate } from './candidates.ts';
import { entryInside, hardLinkInside, moveInside, renameInside, syncInside } from './fence-entries.ts';
import { makeFolderDurably } from './inner-folder.ts';
import { absolutePath, quarantineFolder } from './layout.ts';
import { collisionKey, splitExtension } from './names.ts';

/* Where damaged files and copies that were replaced go, and the way there. */

/** `.afterimage/quarantine/Photos/2023/08/IMG_0001.JPG`, `… (2).JPG`, … */
export function* quarantineCandidates(path: string): Generator<Candidate> {
  const [stem, ending] = splitExtension(`${quarantineFolder}/${path}`);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? `${stem}${ending}` : `${stem} (${number})${ending}`;
    yield { path: candidate, key: collisionKey(candidate) };
  }
}

/**
 * Keeps what lies at a path in quarantine, where nothing is ever removed. `both`: it has both names by now, so that
 * something may be moved over the first; `moved`: the file system knows no second names, and the first is free. Durable
 * when it returns. Throws the system's errors.
 */
export async function keepInQuarantine(root: string, path: string): Promise<'both' | 'moved'> {
  for (const candidate of quarantineCandidates(path)) {
    if ((await entryInside(root, candidate.path)) !== null) continue;
    const folder = dirname(candidate.path);
    await makeFolderDurably(root, absolutePath(root, folder));
    const kept = await keepAs(root, path, candidate.path);
    if (kept === 'taken') continue;
    await syncInside(root, folder);
    if (kept === 'moved') await syncInside(root, dirname(path));
    return kept;
  }
  throw new Error('unreachable: candidates never end');
}

/**
 * Moves what lies in the place of a file and holds nothing itself (a link, a pipe, a socket) to quarantine, without
 * following it. False for a file or a folder, which stay, and where nothing is. Durable when it returns. Throws the system's errors.
 */
export async function setAsideNoFile(root: string, path: string): Promise<boolean> {
  const found = await entryInside(root, path);
  if (found === null || found.isFile() || found.isDirectory()) return false;
  for (const candidate of quarantineCandidates(path)) {
    if ((await entryInside(root, candidate.path)) !== null) continue;
    const folder = dirname(candidate.path);
    await makeFolderDurably(root, absolutePath(root, folder));
    // A second name of a link would be one of what it leads to on some systems.
    await renameInside(root, path, candidate.path);
    await syncInside(root, folder);
    await syncInside(root, folderOf(path));
    return true;
  }
  throw new Error('unreachable: candidates never end');
}

/** As the fence names folders: the destination itself is empty. */
function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === '.' ? '' : folder;
}

async function keepAs(root: string, path: string, candidate: string): Promise<'both' | 'moved' | 'taken'> {
  try {
    await hardLinkInside(root, path, candidate);
    return 'both';
  } catch (thrown) {
    if (errnoOf(thrown) === 'EEXIST') return 'taken';
    if (errnoOf(thrown) === 'ENOENT') throw thrown;
    // FAT and many shares: the file itself goes, and for a moment nothing has its name.
    return moveInside(root, path, candidate);
  }
}
