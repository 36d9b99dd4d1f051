import { ProblemError } from '../../../../contract/problem.ts';
import type { PartFormat } from '../../../../contract/takeout-models.ts';
import { recogniseBareFile } from './bare-file.ts';
import { groupByExport, holderStamp, type Sighting } from './found-export.ts';
import { looksLikeExport } from './looks-like-takeout.ts';
import { nestedPath } from './nested-file.ts';
import { type OpenPart, openPart, type PartEntry } from './part.ts';
import { recognisePart } from './part-name.ts';

/** An archive of archives holds a few hundred of them at most; what lists more is no such thing. */
const mostEntries = 10_000;
const archiveEnding = /\.(?:zip|tgz|tar\.gz)$/i;
/** In an export every photo lies in a folder of a folder. */
const insideExport = /^Takeout\/[^/]+\/[^/]/;

/**
 * The parts that lie packed in a zip archive, as when a folder of Google Drive is downloaded whole; none for an archive
 * that is a part itself, also when a person's own archives are in it. By export and number. Only a zip tells what it
 * holds without being read to its end.
 */
export async function innerParts(part: OpenPart, signal: AbortSignal): Promise<readonly Sighting[]> {
  if (part.format !== 'zip') return [];
  const candidates = await candidatesIn(part, signal);
  if (!candidates.some(({ path }) => archiveEnding.test(path))) return [];
  const found: Sighting[] = [];
  for (const entry of candidates) {
    const sighting = await sightingOf(part, entry);
    if (sighting !== null) found.push(sighting);
  }
  const isOfExport = found.some(({ bare }) => bare === undefined);
  return isOfExport ? groupByExport(found).flatMap(({ stamp, parts }) => parts.map((one) => ({ ...one, stamp }))) : [];
}

/** Archives and what is called like a bare film; none as soon as the archive shows to be an export itself. */
async function candidatesIn(part: OpenPart, signal: AbortSignal): Promise<readonly PartEntry[]> {
  const candidates: PartEntry[] = [];
  let looked = 0;
  try {
    for await (const { entry } of part.walk(signal)) {
      looked += 1;
      const isCandidate = archiveEnding.test(entry.path) || recogniseBareFile(lastStep(entry.path))?.isFilm === true;
      if (looked > mostEntries || (!isCandidate && insideExport.test(entry.path))) return [];
      if (isCandidate && entry.refusal === null) candidates.push(entry);
    }
  } catch (thrown) {
    // Whoever reads the part is told, and tells.
    if (!(thrown instanceof ProblemError)) throw thrown;
  }
  return candidates;
}

/** Null for somebody's archive that is no part of an export. */
async function sightingOf(part: OpenPart, { path: inner }: PartEntry): Promise<Sighting | null> {
  const name = lastStep(inner);
  const path = nestedPath({ outer: part.path, inner });
  const stamp = holderStamp(part.path);
  const bare = recogniseBareFile(name);
  if (bare !== null) return { name, path, stamp, format: 'file', runIndex: null, number: bare.number, bare: 'near' };
  const named = recognisePart(name);
  if (named !== null && named.format !== 'folder') {
    return { name, path, stamp: named.stamp, format: named.format, runIndex: named.runIndex, number: named.number };
  }
  const format = await formatOfExport(path);
  return format === null ? null : { name, path, stamp, format, runIndex: null, number: null };
}

async function formatOfExport(path: string): Promise<PartFormat | null> {
  const opened = await openPart(path);
  // What cannot be opened and is not called like a part is somebody's own.
  if (!opened.ok) return null;
  try {
    return (await looksLikeExport(opened.value)) ? opened.value.format : null;
  } catch (thrown) {
    if (thrown instanceof ProblemError) return null;
    throw thrown;
  } finally {
    await opened.value.close();
  }
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
