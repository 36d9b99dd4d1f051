import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Problem, type ProblemCode, ProblemError, problem } from '../../../../contract/problem.ts';
import { isOfSystem, isSystemFolder } from '../meaning/system-files.ts';
import { recogniseBareFile } from './bare-file.ts';
import { type ExtractedFolder, extractedFoldersAt } from './extracted-folder.ts';
import { type FoundExport, groupByExport, holderStamp, type Sighting } from './found-export.ts';
import { innerParts } from './inner-parts.ts';
import { type LeftOut, nothingLeftOut } from './left-out.ts';
import { looksLikeExport } from './looks-like-takeout.ts';
import { openPart } from './part.ts';
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
  const search: Search = { sightings: new Map(), unrecognised: new Map(), leftOut, bare: new Map() };
  for (const path of paths) await lookAtGiven(resolve(path), search);
  for (const file of search.bare.values()) search.sightings.set(file.path, bareSighting(file, search));
  return {
    exports: groupByExport([...search.sightings.values()]),
    unrecognised: [...search.unrecognised].map(([path, met]) => ({ path, problem: met })),
  };
}

interface BareCandidate {
  readonly path: string;
  readonly number: number;
  readonly isGiven: boolean;
}

/** What has been found so far, by path without links. */
interface Search {
  readonly sightings: Map<string, Sighting>;
  readonly unrecognised: Map<string, Problem>;
  /** Files that are called like parts of their own; `isGiven`: by a person, with nothing else beside it. */
  readonly bare: Map<string, BareCandidate>;
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
    if (!isTold && isFolder && giveBareFilesIn(real, search)) return;
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
  const bare = recogniseBareFile(basename(path));
  if (bare !== null && !beingWritten(siblings).has(basename(path))) {
    search.bare.set(path, { path, number: bare.number, isGiven: true });
    return true;
  }
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
    // A Mac's archives hold a shadow of each folder, which looks like one more export.
    if (isSystemFolder(one.name)) continue;
    if (one.isDirectory() && depth > 1 && !roots.has(path)) {
      isTold = (await lookInSubfolder(path, depth - 1, search)) || isTold;
    } else if (one.isFile() && !isOfSystem(one.name)) {
      noteBareFile(path, writing, search);
      const isNamed = lookAtName(path, writing, search);
      const mayBe = !isNamed && archiveEnding.test(one.name) && downloadName.test(one.name);
      isTold = isNamed || (mayBe && (await lookInside(path, search))) || isTold;
    }
  }
  return isTold;
}

/** Files too large for the archives lie beside them. What is a person's own film shows when nothing speaks of it. */
function noteBareFile(path: string, writing: ReadonlySet<string>, search: Search): void {
  const name = basename(path);
  const bare = recogniseBareFile(name);
  if (bare === null || !bare.isFilm || writing.has(name) || search.bare.has(path)) return;
  search.bare.set(path, { path, number: bare.number, isGiven: false });
}

/** A folder in which nothing else lies was given for the sake of the bare files in it. */
function giveBareFilesIn(folder: string, search: Search): boolean {
  const within = [...search.bare.values()].filter(({ path }) => dirname(path) === folder);
  for (const file of within) search.bare.set(file.path, { ...file, isGiven: true });
  return within.length > 0;
}

/** Further beyond the highest number that was seen nobody expects a part. */
const reach = 50;

/** A bare file beside the parts of one export seems to be of that one; what it is of, its sidecar tells. */
function bareSighting({ path, number, isGiven }: BareCandidate, search: Search): Sighting {
  const folder = dirname(path);
  const beside = [...search.sightings.values()].filter((one) => dirname(one.path) === folder && one.bare === undefined);
  const numbered = Map.groupBy(
    beside.filter((one) => one.number !== null && one.format !== 'folder'),
    ({ stamp, runIndex }) => `${stamp} ${runIndex}`,
  );
  const fitting = [...numbered.values()].filter((series) => {
    const numbers = series.map((one) => one.number ?? 0);
    return !numbers.includes(number) && number <= Math.max(...numbers) + reach;
  });
  const isNear = fitting.length > 0 || beside.some((one) => one.number === null || one.format === 'folder');
  const [only] = fitting.length === 1 ? (fitting[0] ?? []) : [];
  return {
    name: basename(path),
    path,
    format: 'file',
    stamp: only?.stamp ?? holderStamp(folder),
    runIndex: only?.runIndex ?? null,
    number,
    bare: isGiven ? 'given' : isNear ? 'near' : 'far',
  };
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
  const opened = await openPart(path);
  if (!opened.ok) {
    search.unrecognised.set(path, opened.problem);
    return true;
  }
  const part = opened.value;
  try {
    const isExport = (await innerParts(part, new AbortController().signal)).length > 0 || (await looksLikeExport(part));
    if (!isExport) return false;
    const place = { name: basename(path), path, runIndex: null, number: null };
    search.sightings.set(path, { ...place, stamp: holderStamp(dirname(path)), format: part.format });
  } catch (thrown) {
    if (!(thrown instanceof ProblemError)) throw thrown;
    search.unrecognised.set(path, thrown.problem);
  } finally {
    await part.close();
  }
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
