import { ProblemError } from '../../../../contract/problem.ts';
import { type Drive, type DriveFile, driveFolderType, quoted } from '../../../google/drive.ts';
import { recogniseBareFile } from '../archive/bare-file.ts';
import { holderStamp, type Sighting } from '../archive/found-export.ts';
import { recognisePart } from '../archive/part-name.ts';

/* Which files of a Drive are parts of exports. */

/** Google calls the folder so in every language. */
const folderName = 'Takeout';
/** So many folders are named in one search. */
const foldersAtOnce = 50;
const archiveEnding = /\.(?:zip|tgz|tar\.gz)$/i;
/** What begins a path of a file in Drive, instead of a place on the disk. */
const pathPrefix = 'drive:/';

/** A file in Drive that is a part of an export, or looks like one. */
export interface ExportFile {
  readonly file: DriveFile & { readonly bytes: number; readonly md5: string };
  readonly sighting: Sighting;
}

/** What lies in Drive of exports. */
export interface ExportFiles {
  readonly files: readonly ExportFile[];
  /** Google says that it did not search everywhere. */
  readonly isIncomplete: boolean;
}

/** How much of a Drive may be seen: everything, or what a person picked. */
export type DriveView = 'everything' | 'picked';

/**
 * Finds the parts of exports in Drive, oldest first: whatever lies in a folder that Takeout made (there may be several of
 * one name) and is called like an archive or a bare film, and what is called like a part anywhere else. Three requests.
 * Throws the ProblemError of a search that fails.
 */
export async function findExportFiles(drive: Drive, view: DriveView, signal: AbortSignal): Promise<ExportFiles> {
  const found = new Map<string, ExportFile>();
  let isIncomplete = false;
  const search = async (query: string): Promise<readonly DriveFile[]> => {
    const answer = await drive.search(`${query} and trashed=false`, signal);
    if (!answer.ok) throw new ProblemError(answer.problem);
    isIncomplete ||= answer.value.isIncomplete;
    return answer.value.files;
  };
  const take = (files: readonly DriveFile[], lie: 'in the folder' | 'anywhere'): void => {
    for (const file of files) {
      const one = exportFileOf(file, lie);
      if (one !== null && !found.has(file.id)) found.set(file.id, one);
    }
  };
  if (view === 'picked') take(await search(`mimeType!=${quoted(driveFolderType)}`), 'in the folder');
  else {
    const own = "'me' in owners";
    const folders = await search(`mimeType=${quoted(driveFolderType)} and name=${quoted(folderName)} and ${own}`);
    for (let at = 0; at < folders.length; at += foldersAtOnce) {
      const parents = folders.slice(at, at + foldersAtOnce).map(({ id }) => `${quoted(id)} in parents`);
      take(await search(`(${parents.join(' or ')})`), 'in the folder');
    }
    take(await search(`name contains 'takeout-' and mimeType!=${quoted(driveFolderType)} and ${own}`), 'anywhere');
  }
  return { files: [...found.values()], isIncomplete };
}

/** The path under which a file in Drive stands in the catalog. */
export function drivePath({ id, name }: Pick<DriveFile, 'id' | 'name'>): string {
  return `${pathPrefix}${id}/${name.replaceAll('/', '_')}`;
}

/** The id in such a path; null for a place on the disk. */
export function driveIdOf(path: string): string | null {
  return path.startsWith(pathPrefix) ? (path.slice(pathPrefix.length).split('/')[0] ?? null) : null;
}

function exportFileOf(file: DriveFile, lies: 'in the folder' | 'anywhere'): ExportFile | null {
  const { bytes, md5, name } = file;
  if (bytes === null || md5 === null || file.isTrashed) return null;
  const sighting = sightingOf(file, lies);
  return sighting === null
    ? null
    : { file: { ...file, bytes, md5 }, sighting: { ...sighting, name, path: drivePath(file) } };
}

function sightingOf({ name }: DriveFile, lies: 'in the folder' | 'anywhere'): Omit<Sighting, 'name' | 'path'> | null {
  const named = recognisePart(name);
  if (named !== null && named.format !== 'folder') {
    // What somebody else is still uploading is not Google's own delivery.
    if (named.state === 'unfinished') return null;
    return { stamp: named.stamp, format: named.format, runIndex: named.runIndex, number: named.number };
  }
  if (lies === 'anywhere') return null;
  const stamp = holderStamp(`${pathPrefix}${folderName}`);
  const bare = recogniseBareFile(name);
  if (bare?.isFilm === true) return { stamp, format: 'file', runIndex: null, number: bare.number, bare: 'near' };
  const isArchive = archiveEnding.test(name);
  return isArchive ? { stamp, format: /zip$/i.test(name) ? 'zip' : 'tgz', runIndex: null, number: null } : null;
}
