import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Problem, type ProblemCode, problem } from '../../../../contract/problem.ts';
import { type ExtractedFolder, extractedFoldersAt } from './extracted-folder.ts';
import { type FoundExport, groupByExport, holderStamp, type Sighting } from './found-export.ts';
import { type LeftOut, nothingLeftOut } from './left-out.ts';
import { looksLikeTakeout } from './looks-like-takeout.ts';
import { finishedName, recognisePart } from './part-name.ts';
import { openingProblem } from './part-problems.ts';

/** Something that was given or lies there and cannot be imported, and why. */
export interface UnrecognisedFile {
  readonly path: string;
  readonly problem: Problem;
}

/** What was found, exports by stamp. */
export interface FoundParts {
  readonly exports: readonly FoundExport[];
  readonly unrecognised: readonly UnrecognisedFile[];
}

/** Parts are looked for in a given folder and in the folders in it. */
const levels = 2;
/** What Google Drive calls a folder that is downloaded. */
const downloadName = /takeout|drive-download/i;
const archiveEnding = /\.(?:zip|tgz|tar\.gz)$/i;

/**
 * Finds the parts of exports in what a person gave: archives, folders with archives, extracted exports, or folders with
 * those. Strangers are unfinished downloads and what was given without being a part; other files in a folder are none of
 * our business. What is given twice counts once. Nothing is looked for in `leftOut`, and folders in it are refused.
 */
export async function findParts(paths: readonly string[], leftOut: LeftOut = nothingLeftOut): Promise<FoundParts> {
  const search: Search = { sightings: new Map(), unrecognised: new Map(), leftOut };
  for (const path of paths) await lookAtGiven(resolve(path), search);
  return {
    exports: groupByExport([...search.sightings.values()]),
    unrecognised: [...search.unrecognised].map(([path, met]) => ({ path, problem: met })),
  };
}

/** What has been found so far, by path without links. */
interface Search {
  readonly sightings: Map<string, Sighting>;
  readonly unrecognised: Map<string, Problem>;
  readonly leftOut: LeftOut;
}

/** What a person named is answered for, whatever it is. */
async function lookAtGiven(path: string, search: Search): Promise<void> {
  try {
    const real = await realpath(path);
    if (search.leftOut.holds(real)) {
      const detail = 'It lies in the backup folder.';
      search.unrecognised.set(real, problem('part-not-recognised', { subject: basename(real), detail }));
      return;
    }
    const isFolder = (await stat(real)).isDirectory();
    const isTold = await (isFolder ? lookInFolder(real, levels, search) : lookAtGivenFile(real, search));
    if (!isTold) refuse(real, 'part-not-recognised', search);
  } catch (thrown) {
    search.unrecognised.set(path, openingProblem(thrown, basename(path)));
  }
}

async function lookAtGivenFile(path: string, search: Search): Promise<boolean> {
  const siblings = await readdir(dirname(path)).catch(() => {
    // A folder may be closed while its files are open: then nobody knows what lies beside them.
    return [];
  });
  if (lookAtName(path, beingWritten(siblings), search)) return true;
  if (finishedName(basename(path)).state === 'whole') return lookInside(path, search);
  return refuse(path, 'part-unfinished', search);
}

/** Was anything found in a folder, or in those in it? Rejects with errors of the disk. */
async function lookInFolder(folder: string, depth: number, search: Search): Promise<boolean> {
  if (await search.leftOut.is(folder)) return false;
  const extracted = (await extractedFoldersAt(folder)).filter(({ root }) => !search.leftOut.holds(root));
  for (const one of extracted) addExtracted(one, search);
  let isTold = extracted.length > 0;
  const roots = new Set(extracted.map(({ root }) => root));
  if (roots.has(folder)) return true;
  const within = await readdir(folder, { withFileTypes: true });
  const writing = beingWritten(within.map(({ name }) => name));
  for (const one of within) {
    const path = join(folder, one.name);
    if (one.isDirectory() && depth > 1 && !roots.has(path)) {
      isTold = (await lookInSubfolder(path, depth - 1, search)) || isTold;
    } else if (one.isFile()) {
      const isNamed = lookAtName(path, writing, search);
      const mayBe = !isNamed && archiveEnding.test(one.name) && downloadName.test(one.name);
      isTold = isNamed || (mayBe && (await lookInside(path, search))) || isTold;
    }
  }
  return isTold;
}

async function lookInSubfolder(folder: string, depth: number, search: Search): Promise<boolean> {
  const named = recognisePart(basename(folder));
  // Safari downloads into a folder of such a name.
  if (named?.state === 'unfinished') return refuse(folder, 'part-unfinished', search);
  try {
    return await lookInFolder(folder, depth, search);
  } catch (thrown) {
    const met = openingProblem(thrown, folder);
    // Nobody gave it by name: one that is closed to this user is told only when it should hold a part.
    if (named !== null) search.unrecognised.set(folder, met);
    return named !== null;
  }
}

/** Takes an archive by its name; false when that is not the name of one. */
function lookAtName(path: string, writing: ReadonlySet<string>, search: Search): boolean {
  const name = basename(path);
  const named = recognisePart(name);
  if (named === null || named.format === 'folder') return false;
  if (named.state === 'unfinished' || writing.has(name)) return refuse(path, 'part-unfinished', search);
  const { stamp, runIndex, number, format } = named;
  search.sightings.set(path, { stamp, name, path, format, runIndex, number });
  return true;
}

/** Takes an archive that somebody renamed, if it is one and holds what Takeout writes. False when it is another's. */
async function lookInside(path: string, search: Search): Promise<boolean> {
  const looked = await looksLikeTakeout(path);
  if (!looked.ok) {
    search.unrecognised.set(path, looked.problem);
    return true;
  }
  if (looked.value === null) return false;
  const place = { name: basename(path), path, runIndex: null, number: null };
  search.sightings.set(path, { ...place, stamp: holderStamp(dirname(path)), format: looked.value });
  return true;
}

function addExtracted({ root, holder, name }: ExtractedFolder, search: Search): void {
  const named = recognisePart(name);
  search.sightings.set(root, {
    stamp: named?.stamp ?? holderStamp(holder),
    name,
    path: root,
    format: 'folder',
    runIndex: named?.runIndex ?? null,
    number: named?.number ?? null,
  });
}

/** Names under which files will appear once something beside them has been written to its end. */
function beingWritten(names: readonly string[]): ReadonlySet<string> {
  const told = names.map(finishedName).filter(({ state }) => state === 'unfinished');
  return new Set(told.map(({ name }) => name));
}

function refuse(path: string, code: ProblemCode, search: Search): true {
  search.unrecognised.set(path, problem(code, { subject: basename(path) }));
  return true;
}
