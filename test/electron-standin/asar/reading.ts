import fs from 'node:fs';
import { join } from 'node:path';
import type { Archive, ArchiveEntry } from './archive.ts';
import type { Inside } from './archives.ts';
import { invalidArchive, noAccess, notFound } from './errors.ts';
import { originalFs } from './original-fs.ts';

/** What a function of `node:fs` does for a path in an archive; throws what the function fails with. */
export type Reading = (at: Inside, options: unknown) => unknown;

/** The functions that Electron lays over archives, under the names of `node:fs/promises`. All others see a plain file. */
export const readings: Readonly<Record<string, Reading>> = {
  stat: statOf,
  // Electron does not tell links from what they lead to.
  lstat: statOf,
  readFile,
  readdir,
  realpath: (at) => join(originalFs.realpathSync(at.archivePath), existing(at, archiveOf(at).realPath(at.path))),
  access: (at, mode) => {
    const { archive, node } = fileOrFolder(at);
    if (node?.unpacked) return fs.accessSync(archive.unpackedPath(at.path), numberIn(mode));
    if (((numberIn(mode) ?? 0) & fs.constants.W_OK) !== 0) throw noAccess(at);
    return undefined;
  },
};

/** Whether the path is there; a broken archive holds nothing. */
export function exists({ archive, path }: Inside): boolean {
  return archive?.entry(path) !== undefined;
}

/** Where a file can be found on the disk: beside the archive, or copied out of it. */
export function onDisk(at: Inside): string {
  const archive = archiveOf(at);
  const node = existing(at, archive.file(at.path));
  return node.unpacked ? archive.unpackedPath(at.path) : archive.copyOut(at.path, node);
}

/** The bytes of a file, wherever it lies. */
export function bytesOf(at: Inside): Buffer {
  const archive = archiveOf(at);
  const node = existing(at, archive.file(at.path));
  return node.unpacked ? fs.readFileSync(archive.unpackedPath(at.path)) : archive.read(at.path, node);
}

function readFile(at: Inside, options: unknown): Buffer | string {
  const encoding = typeof options === 'string' ? options : memberOf(options, 'encoding');
  const bytes = bytesOf(at);
  return typeof encoding === 'string' && Buffer.isEncoding(encoding) ? bytes.toString(encoding) : bytes;
}

/** Only size and type are true, as in Electron. */
function statOf(at: Inside, options: unknown): fs.Stats | undefined {
  const entry = at.archive?.entry(at.path);
  if (entry === undefined && memberOf(options, 'throwIfNoEntry') === false) return undefined;
  const { kind, size } = existing(at, archiveOf(at).entry(at.path));
  const { S_IFDIR, S_IFREG, S_IFLNK, S_IRUSR, S_IWUSR, S_IRGRP, S_IROTH } = fs.constants;
  const type = { folder: S_IFDIR, file: S_IFREG, link: S_IFLNK }[kind];
  const mode = type | S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
  return Object.assign(originalFs.statSync(at.archivePath), { mode, size, nlink: 1 });
}

function readdir(at: Inside, options: unknown): readonly unknown[] {
  const archive = archiveOf(at);
  const names = existing(at, archive.names(at.path));
  const withTypes = memberOf(options, 'withFileTypes') === true;
  if (memberOf(options, 'recursive') !== true) {
    // Electron makes these without the path of their folder.
    return withTypes ? names.map((name) => dirent(archive.entry(join(at.path, name)), name)) : names;
  }
  return below(archive, at.path).map((path) =>
    withTypes
      ? dirent(archive.entry(join(at.path, path)), path.replace(/^.*\//, ''), join(at.archivePath, at.path, path, '..'))
      : path,
  );
}

/** Everything below a folder, by its path from there. */
function below(archive: Archive, folder: string): readonly string[] {
  return (archive.names(folder) ?? []).flatMap((name) => {
    const isFolder = archive.entry(join(folder, name))?.kind === 'folder';
    return [name, ...(isFolder ? below(archive, join(folder, name)).map((path) => join(name, path)) : [])];
  });
}

/** libuv's numbers for what a directory entry is. */
const DIRENT_TYPES = { file: 1, folder: 2, link: 3 } as const;

function dirent(entry: ArchiveEntry | undefined, name: string, parentPath?: string): unknown {
  return Reflect.construct(fs.Dirent, [name, DIRENT_TYPES[entry?.kind ?? 'file'], parentPath]);
}

function fileOrFolder(at: Inside) {
  const archive = archiveOf(at);
  existing(at, archive.entry(at.path));
  return { archive, node: archive.file(at.path) };
}

function archiveOf(at: Inside): Archive {
  if (at.archive === undefined) throw invalidArchive(at);
  return at.archive;
}

function existing<T>(at: Inside, found: T | undefined): T {
  if (found === undefined) throw notFound(at);
  return found;
}

function memberOf(options: unknown, name: string): unknown {
  return typeof options === 'object' && options !== null ? Reflect.get(options, name) : undefined;
}

function numberIn(mode: unknown): number | undefined {
  return typeof mode === 'number' ? mode : undefined;
}
