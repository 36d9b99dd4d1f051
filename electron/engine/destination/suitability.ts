import { lstat, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, parse, resolve, sep } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { requireFolders } from './fence.ts';
import { fsProblem } from './fs-problems.ts';
import { albumsFolder, identityFile, ownFolder, photosFolder, sumsFile } from './layout.ts';
import { isThere } from './move-file.ts';

/* Whether a folder may be a backup folder at all: not a system's, not the data folder, not inside another. */

/** Folders of the system with all that is in them. */
const systemTrees: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/bin', '/boot', '/dev', '/etc', '/lib', '/lib32', '/lib64', '/proc', '/sbin', '/sys', '/usr'],
  darwin: ['/Applications', '/Library', '/System', '/bin', '/dev', '/private/etc', '/sbin', '/usr'],
  win32: ['C:\\Windows', 'C:\\Program Files', 'C:\\Program Files (x86)', 'C:\\ProgramData'],
};
/** Folders that hold mount points or the homes of people: fine inside, not themselves. */
const systemFolders: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['/', '/home', '/media', '/run', '/tmp', '/var'],
  darwin: ['/', '/Users', '/Volumes', '/private', '/private/tmp', '/private/var'],
  win32: ['C:\\', 'C:\\Users'],
};
/** Memory disks that Linux keeps below /dev. */
const exceptedTrees = ['/dev/shm/'];

/** What a chosen folder is compared with. */
export interface Suitability {
  /** Afterimage's own data folder, which must neither hold a backup nor lie in one; null where there is none. */
  readonly dataFolder?: string | null;
}

/**
 * The real path of a folder that may hold a backup. Problems: `destination-missing` (not there),
 * `destination-unsuitable` (a file, a system folder, inside another backup, inside Afterimage's own data or around it, or
 * with other things where the backup's own must go), `destination-link` (a link there).
 */
export async function suitableFolder(path: string, { dataFolder = null }: Suitability = {}): Promise<Result<string>> {
  try {
    const real = await realpath(resolve(path));
    const reason = (await stat(real)).isDirectory() ? await reasonAgainst(real, dataFolder) : 'It is a file.';
    return reason === null ? ok(real) : failed(unsuitable(path, reason));
  } catch (thrown) {
    return failed(fsProblem(thrown, path));
  }
}

async function reasonAgainst(real: string, dataFolder: string | null): Promise<string | null> {
  if (isSystemFolder(real)) return 'It belongs to the system.';
  const ownData = dataFolder === null ? null : await realPathOf(resolve(dataFolder));
  if (ownData !== null && isWithin(real, ownData)) return "It is Afterimage's own data folder.";
  // Secrets and the only good catalog would travel with the disk, and be lost with it.
  if (ownData !== null && isWithin(ownData, real)) return "Afterimage's own data folder lies in it.";
  const outer = await outerDestination(real);
  if (outer !== null) return `It lies inside another backup folder: ${outer}`;
  return misplacedEntry(real);
}

/** The real path of a folder that may not be there yet. */
export async function realPathOf(folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => null);
  if (real !== null || dirname(folder) === folder) return real ?? folder;
  return join(await realPathOf(dirname(folder)), basename(folder));
}

function isSystemFolder(real: string): boolean {
  if (exceptedTrees.some((tree) => real.startsWith(tree))) return false;
  const within = systemTrees[process.platform]?.some((tree) => isWithin(real, tree)) ?? false;
  return within || (systemFolders[process.platform]?.includes(real) ?? false) || real === dirname(homedir());
}

function isWithin(path: string, tree: string): boolean {
  return path === tree || path.startsWith(tree.endsWith(sep) ? tree : tree + sep);
}

/** The destination that one of the folders above belongs to; null when there is none. */
async function outerDestination(real: string): Promise<string | null> {
  for (let folder = dirname(real); folder !== parse(folder).root; folder = dirname(folder)) {
    if (await isThere(join(folder, identityFile))) return folder;
  }
  return null;
}

async function misplacedEntry(real: string): Promise<string | null> {
  for (const folder of [photosFolder, albumsFolder, ownFolder]) {
    try {
      await requireFolders(real, folder);
    } catch (thrown) {
      if (errnoOf(thrown) !== 'ENOTDIR') throw thrown;
      return `"${folder}" in it is a file.`;
    }
  }
  // In a backup it keeps only the list from being written, which finalizing tells.
  if (await isThere(join(real, identityFile))) return null;
  const sums = await lstat(join(real, sumsFile)).catch(() => null);
  return sums !== null && !sums.isFile() ? `"${sumsFile}" in it is not a file.` : null;
}

function unsuitable(path: string, detail: string): Problem {
  return problem('destination-unsuitable', { detail, subject: path });
}
