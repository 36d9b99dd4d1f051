import { randomUUID } from 'node:crypto';
import { link, lstat, mkdir, readdir, readFile, rm, stat, statfs, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeNewFile } from '../../base/durable-file.ts';
import { errnoOf } from '../../base/errno.ts';
import type { AlbumViewKind, DestinationReport } from '../../contract/models.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type FileSystemKind, fileSystemKind, type SystemRoots, systemRoots } from './file-system-kind.ts';
import { fsProblem, saysGone } from './fs-problems.ts';
import { readIdentity } from './identity.ts';
import { sumsFile } from './layout.ts';
import { requireLocking } from './lock.ts';
import { isThere } from './move-file.ts';
import { usualMaxNameBytes } from './names.ts';
import { type Suitability, suitableFolder } from './suitability.ts';
import { nameOfSums } from './sums-place.ts';

/** What probing compares and asks, beyond the folder. */
interface ProbeOptions extends Suitability {
  readonly systemRoots?: SystemRoots;
}

/**
 * Finds out by trying, in its own folder that is gone afterwards, what a folder and its file system allow.
 * Problems: `destination-missing`, `destination-unsuitable`, `destination-not-writable`, `destination-full`.
 */
export async function probeDestination(path: string, options: ProbeOptions = {}): Promise<Result<DestinationReport>> {
  const folder = await suitableFolder(path, options);
  if (!folder.ok) return folder;
  try {
    const abilities = await inTrialFolder(folder.value, triedOut);
    const space = await statfs(folder.value);
    const sums = await nameOfSums(folder.value);
    const kind: FileSystemKind = await fileSystemKind(folder.value, options.systemRoots ?? systemRoots);
    return ok({
      path: resolve(path),
      identity: (await readIdentity(folder.value))?.identity ?? null,
      ...kind,
      freeBytes: space.bavail * space.bsize,
      totalBytes: space.blocks * space.bsize,
      ...abilities,
      albumView: bestView(abilities, kind),
      ...(sums === sumsFile ? {} : { sumsFile: sums }),
    });
  } catch (thrown) {
    return failed(fsProblem(thrown, path));
  }
}

/**
 * As {@link probeDestination}, also for a disk that cannot be written to, where that holds a backup: nothing is tried out
 * then, and the report says so.
 */
export async function probeForReading(path: string, options: ProbeOptions = {}): Promise<Result<DestinationReport>> {
  const probed = await probeDestination(path, options);
  if (probed.ok || probed.problem.code !== 'destination-not-writable') return probed;
  try {
    const folder = await suitableFolder(path, options);
    const known = folder.ok ? await readIdentity(folder.value) : null;
    if (!folder.ok || known === null) return probed;
    const space = await statfs(folder.value);
    return ok({
      path: resolve(path),
      identity: known.identity,
      ...(await fileSystemKind(folder.value, options.systemRoots ?? systemRoots)),
      freeBytes: space.bavail * space.bsize,
      totalBytes: space.blocks * space.bsize,
      ...{ symlinks: false, hardlinks: false, caseSensitive: true, maxNameBytes: usualMaxNameBytes },
      albumView: 'none',
      readOnly: true,
    });
  } catch {
    // What cannot even be read is told as what cannot be written to.
    return probed;
  }
}

type Abilities = Pick<DestinationReport, 'symlinks' | 'hardlinks' | 'caseSensitive' | 'maxNameBytes'>;

/** Symbolic links that Linux makes on these mean nothing to Windows, for which such a disk is made. */
const windowsDisks = /^(ntfs3?|fuseblk|cifs|smb3|smbfs)$/u;

function bestView({ symlinks, hardlinks }: Abilities, { fileSystem }: FileSystemKind): AlbumViewKind {
  if (hardlinks && windowsDisks.test(fileSystem ?? '')) return 'hardlink';
  if (symlinks) return 'symlink';
  return hardlinks ? 'hardlink' : 'copy';
}

const trialName = /^\.afterimage-probe-[0-9a-f-]{36}$/u;
/** No trial takes so long: an older one was cut off. */
const longestTrialMs = 60 * 60 * 1000;

async function inTrialFolder<T>(folder: string, trial: (folder: string) => Promise<T>): Promise<T> {
  await removeLeftTrials(folder);
  const trialFolder = join(folder, `.afterimage-probe-${randomUUID()}`);
  await mkdir(trialFolder);
  try {
    return await trial(trialFolder);
  } finally {
    await rm(trialFolder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What a kill has left of earlier trials. */
async function removeLeftTrials(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (!entry.isDirectory() || !trialName.test(entry.name)) continue;
    const left = join(folder, entry.name);
    const found = await lstat(left).catch(() => null);
    if (found === null || Date.now() - found.mtimeMs < longestTrialMs) continue;
    // One that stays is in nobody's way.
    await rm(left, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function triedOut(folder: string): Promise<Abilities> {
  // Real bytes, as a full disk may still take names.
  await writeNewFile(join(folder, 'trial'), randomUUID().repeat(128));
  requireLocking(join(folder, 'lock.sqlite'));
  return {
    symlinks: await takesSymlinks(folder),
    hardlinks: await takesHardlinks(folder),
    caseSensitive: !(await isThere(join(folder, 'TRIAL'))),
    maxNameBytes: await longestName(folder),
  };
}

async function takesSymlinks(folder: string): Promise<boolean> {
  try {
    await mkdir(join(folder, 'view'));
    await symlink('../trial', join(folder, 'view', 'link'));
    // Read through it: some systems make links that they cannot follow.
    return (await readFile(join(folder, 'view', 'link'))).length > 0 && (await isSymlink(join(folder, 'view', 'link')));
  } catch (thrown) {
    return unableOnly(thrown);
  }
}

async function takesHardlinks(folder: string): Promise<boolean> {
  try {
    await link(join(folder, 'trial'), join(folder, 'hard'));
    return (await stat(join(folder, 'hard'))).nlink > 1;
  } catch (thrown) {
    return unableOnly(thrown);
  }
}

/** The longest name in bytes that the folder takes, up to the usual 255. */
async function longestName(folder: string): Promise<number> {
  let fits = 1;
  let tooLong = usualMaxNameBytes + 1;
  let length = usualMaxNameBytes;
  while (tooLong - fits > 1) {
    if (await takesName(folder, length)) fits = length;
    else tooLong = length;
    length = Math.floor((fits + tooLong) / 2);
  }
  return fits;
}

async function takesName(folder: string, bytes: number): Promise<boolean> {
  const path = join(folder, 'n'.repeat(bytes));
  try {
    await writeFile(path, '');
    await rm(path);
    return true;
  } catch (thrown) {
    // Windows says ENOENT where the path, not the name, is too long.
    if (['ENAMETOOLONG', 'EINVAL', 'ENOENT'].includes(errnoOf(thrown) ?? '')) return false;
    throw thrown;
  }
}

/**
 * False for "cannot do that here". A disk that is full, busy, read-only or gone is no answer to the question, which would
 * have the albums made another kind, and is thrown on.
 */
function unableOnly(thrown: unknown): false {
  const isTrouble = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS', 'EBUSY', 'ENXIO'].includes(errnoOf(thrown) ?? '');
  if (isTrouble || saysGone(thrown)) throw thrown;
  return false;
}

async function isSymlink(path: string): Promise<boolean> {
  return (await lstat(path)).isSymbolicLink();
}
