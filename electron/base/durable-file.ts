import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { syncFolder, syncFolderSync } from './durable-folder.ts';
import { errnoOf } from './errno.ts';
import { makeFolders } from './make-folders.ts';

/** How {@link writeFileDurably} writes, where the usual way will not do. */
export interface DurableWriting {
  /** Where the temporary file is made, if that is on the same file system; default: beside the file. */
  readonly temporaryFolder?: string;
  /** Permissions of the file; default: what the process gives to any new file. */
  readonly mode?: number;
}

/**
 * Writes a whole small file so that after a crash either the old or the new content is there, never a part: temporary
 * file, fdatasync, rename, fsync of the folder. Replaces what is at `path`; a link there is replaced, never written
 * through. Throws the system's errors.
 */
export async function writeFileDurably(
  path: string,
  data: string | Uint8Array,
  { temporaryFolder = dirname(path), mode }: DurableWriting = {},
): Promise<void> {
  const temporary = join(temporaryFolder, `.${basename(path).slice(0, 32)}.${randomUUID()}.tmp`);
  try {
    await writeNewFile(temporary, data, mode);
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    if (errnoOf(thrown) === 'EXDEV') return writeFileDurably(path, data, mode === undefined ? {} : { mode });
    throw thrown;
  }
  await syncFolder(dirname(path));
}

/**
 * As {@link writeFileDurably}, for what is this user's alone: the file has the permissions 0600, and folders that are
 * missing are made with 0700.
 */
export async function writePrivateFileDurably(path: string, text: string): Promise<void> {
  await makePrivateFolder(resolve(dirname(path)));
  await writeFileDurably(path, text, { mode: 0o600 });
}

/**
 * Whether files in a folder (made when it is missing, with 0700) can be this user's alone: exFAT and FAT, and some network
 * file systems, show every file to everybody, whatever its permissions should be. Throws the system's errors.
 */
export async function keepsPrivateFiles(folder: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  await makePrivateFolder(resolve(folder));
  const trial = join(folder, `.${randomUUID()}.tmp`);
  const file = await open(trial, 'wx', 0o600);
  try {
    return ((await file.stat()).mode & 0o077) === 0;
  } finally {
    await file.close();
    await rm(trial, { force: true });
  }
}

async function makePrivateFolder(folder: string): Promise<void> {
  const topmost = await makeFolders(folder, 0o700);
  if (topmost === undefined) return;
  for (let made = folder; made.length >= topmost.length; made = dirname(made)) await syncFolder(dirname(made));
}

/**
 * Writes a file that must not exist yet, and its bytes to the disk. Its name is durable only once its folder is synced
 * ({@link syncFolder}). Throws the system's errors.
 */
export async function writeNewFile(path: string, data: string | Uint8Array, mode?: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(data);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Moves a closed file into its place once its bytes are on the disk. Blocks. Throws the system's errors. */
export function renameDurably(from: string, to: string): void {
  // For writing, because Windows syncs nothing that is open for reading.
  const descriptor = openSync(from, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(from, to);
  syncFolderSync(dirname(to));
}
