import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Problem, ProblemError, problem } from '../../../../contract/problem.ts';
import type { EntryNature, ListedEntry } from './entry-judge.ts';
import { decodeName } from './entry-name.ts';
import { type LeftOut, nothingLeftOut } from './left-out.ts';
import { openingProblem } from './part-problems.ts';

/** How many files are checked in parallel. */
const looksAtOnce = 32;

/**
 * Every file below a folder (`root`, without links), in the order of names, folder by folder; links are told and not
 * followed. `prefix` comes before every name, and nothing is told of what is left out. Throws a ProblemError when a folder
 * cannot be read, becomes a link, or something vanishes meanwhile.
 */
export async function* folderFiles(
  root: string,
  prefix: string,
  leftOut: LeftOut = nothingLeftOut,
): AsyncGenerator<ListedEntry> {
  let position = 0;
  for await (const found of filesBelow({ root, leftOut }, root, prefix)) {
    yield { ...found, position, crc32: null, separators: 'slash', objection: null };
    position += 1;
  }
}

type FoundFile = Pick<ListedEntry, 'name' | 'bytes' | 'modifiedAt' | 'nature'>;

interface Walk {
  readonly root: string;
  readonly leftOut: LeftOut;
}

async function* filesBelow(walk: Walk, folder: string, prefix: string): AsyncGenerator<FoundFile> {
  const { root, leftOut } = walk;
  if (await leftOut.is(folder)) return;
  const listing = orProblem(root, folder, readdir(folder, { withFileTypes: true, encoding: 'buffer' }));
  const within = (await listing).toSorted((one, other) => Buffer.compare(one.name, other.name));
  // A link may have taken the folder's place after it was told: then what was listed is somebody else's.
  if (!isInside(root, await orProblem(root, folder, realpath(folder)))) {
    throw new ProblemError(problem('part-changed', { subject: folder }));
  }
  for (let at = 0; at < within.length; at += looksAtOnce) {
    const batch = within.slice(at, at + looksAtOnce);
    const found = await Promise.all(batch.map((one) => look(root, folder, prefix, one)));
    for (const one of found) {
      const name = one.name.slice(prefix.length + 1);
      if (one.nature === 'folder') yield* filesBelow(walk, join(folder, name), one.name);
      else yield one;
    }
  }
}

async function look(root: string, folder: string, prefix: string, dirent: Dirent<Buffer>): Promise<FoundFile> {
  const name = `${prefix}/${decodeName(dirent.name)}`;
  // A path in text would not lead to it.
  if (!isUtf8(dirent.name)) return { name, bytes: 0, modifiedAt: null, nature: 'misnamed' };
  if (dirent.isDirectory()) return { name, bytes: 0, modifiedAt: null, nature: 'folder' };
  const path = join(folder, dirent.name.toString('utf8'));
  const stats = await orProblem(root, path, lstat(path));
  return { name, bytes: stats.size, modifiedAt: stats.mtimeMs, nature: natureOf(stats) };
}

async function orProblem<T>(root: string, path: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (thrown) {
    throw new ProblemError(await problemBelow(root, thrown, path));
  }
}

/** Does a path, without links, lie in a folder, without links, or is it that folder? */
export function isInside(folder: string, path: string): boolean {
  return `${path}${sep}`.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** What is at a path, without following a link. */
export function natureOf(stats: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryNature {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'device';
}

/**
 * The problem of something below `root` that cannot be opened; what is missing was removed, or the whole disk is gone.
 */
export async function problemBelow(root: string, thrown: unknown, subject: string): Promise<Problem> {
  const met = openingProblem(thrown, subject);
  if (met.code !== 'part-missing') return met;
  try {
    await lstat(root);
    return problem('part-changed', { subject });
  } catch (gone) {
    const { detail } = openingProblem(gone, subject);
    return problem('part-gone', { subject, detail });
  }
}
