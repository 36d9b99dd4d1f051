import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, ok, type Result } from '../../../../contract/result.ts';
import { openBareFile, recogniseBareFile } from './bare-file.ts';
import { withOrderlyEnd } from './drain-on-close.ts';
import { extractedFoldersAt } from './extracted-folder.ts';
import { archiveFingerprint } from './fingerprint.ts';
import { openFolderPart } from './folder-part.ts';
import { type LeftOut, nothingLeftOut } from './left-out.ts';
import { openNestedFile, readNestedPath } from './nested-file.ts';
import type { OpenPart } from './part-entry.ts';
import { type OpenDiskFile, openPartFile, type PartFile, systemDisk } from './part-file.ts';
import { openingProblem } from './part-problems.ts';
import { openTgzPart } from './tgz-part.ts';
import { openZipPart } from './zip-part.ts';
import { zipWithin } from './zip-within.ts';

export type { EntryPlace, OpenPart, PartEntry, PassedEntry } from './part-entry.ts';

/** How each format begins (APPNOTE 4.3.7 and 4.3.16, RFC 1952). */
const magics = [
  { format: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { format: 'zip', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { format: 'tgz', bytes: [0x1f, 0x8b] },
] as const;
const longestMagic = 4;

/**
 * Opens a part of an export, whatever its name: a zip or tgz archive by its first bytes (a zip with something before it by
 * its last), an extracted folder, or a file
 * that is called like a bare one; also what lies in a zip, by a path that leads into it. Fails with
 * `part-missing`, `part-unreadable`, `part-gone`, `part-empty`, `part-not-archive`, `part-truncated`, `part-damaged`,
 * `part-encrypted`, `part-changed` or, for a folder that is no export, `part-not-recognised`. Nothing of `leftOut` is read.
 */
export async function openPart(
  path: string,
  disk: OpenDiskFile = systemDisk,
  leftOut: LeftOut = nothingLeftOut,
): Promise<Result<OpenPart>> {
  const absolute = resolve(path);
  let stats: Stats;
  try {
    stats = await stat(absolute);
  } catch (thrown) {
    const met = openingProblem(thrown, basename(absolute));
    const nested = met.code === 'part-missing' ? await readNestedPath(absolute) : null;
    if (nested === null) return failed(met);
    const inner = await openArchive(absolute, () => openNestedFile(nested, disk));
    return inner.ok ? ok(withOrderlyEnd(inner.value)) : inner;
  }
  const opened = stats.isDirectory()
    ? await openFolder(absolute, disk, leftOut)
    : await openArchive(absolute, () => openPartFile(absolute, { disk, links: 'follow' }));
  return opened.ok ? ok(withOrderlyEnd(opened.value)) : opened;
}

async function openFolder(path: string, disk: OpenDiskFile, leftOut: LeftOut): Promise<Result<OpenPart>> {
  try {
    const [folder] = await extractedFoldersAt(path);
    if (folder === undefined) return failed(problem('part-not-recognised', { subject: path }));
    return await openFolderPart(folder, disk, leftOut);
  } catch (thrown) {
    return failed(openingProblem(thrown, basename(path)));
  }
}

/** Opens what is behind a file that is no file of the disk; `path` names it, for people as well. */
export async function openPartFrom(path: string, open: () => Promise<Result<PartFile>>): Promise<Result<OpenPart>> {
  const opened = await openArchive(path, open);
  return opened.ok ? ok(withOrderlyEnd(opened.value)) : opened;
}

async function openArchive(path: string, open: () => Promise<Result<PartFile>>): Promise<Result<OpenPart>> {
  const name = basename(path);
  const opened = await open();
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    const part = await archiveIn(file, { name, path });
    if (!part.ok) await file.close();
    return part;
  } catch (thrown) {
    await file.close();
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  }
}

async function archiveIn(file: PartFile, place: Pick<OpenPart, 'name' | 'path'>): Promise<Result<OpenPart>> {
  const subject = place.name;
  if (file.size === 0) return failed(problem('part-empty', { subject }));
  const begin = Buffer.alloc(Math.min(longestMagic, file.size));
  await file.read(begin, 0);
  const format = magics.find(({ bytes }) => bytes.every((byte, i) => begin[i] === byte))?.format;
  const bare = format === undefined ? recogniseBareFile(subject) : null;
  if (bare !== null) return ok(await openBareFile(file, place, bare.name));
  if (format === 'tgz') return ok(openTgzPart(file, { ...place, fingerprint: await archiveFingerprint(file) }));
  const fingerprint = await archiveFingerprint(file);
  const within = await zipWithin(file, format === 'zip');
  if (within === 'several' || (format === undefined && within === null))
    return failed(problem('part-not-archive', { subject }));
  return openZipPart(within ?? file, { ...place, fingerprint });
}
