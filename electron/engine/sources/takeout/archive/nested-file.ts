import { stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, type Result } from '../../../../contract/result.ts';
import { archiveFingerprint } from './fingerprint.ts';
import { type OpenDiskFile, openPartFile, type PartFile } from './part-file.ts';
import { openZipPart, type ZipOpenPart } from './zip-part.ts';

/** An archive on the disk, and an entry of it. */
interface NestedPath {
  readonly outer: string;
  /** As the archive names it. */
  readonly inner: string;
}

/** The path of something that lies in an archive: it continues behind the archive's own as if that were a folder. */
export function nestedPath({ outer, inner }: NestedPath): string {
  return join(outer, ...inner.split('/'));
}

/** The archive on the disk that a path leads into; null for a path of something that lies there, or of nothing. */
export async function readNestedPath(path: string): Promise<NestedPath | null> {
  if ((await stat(path).catch(() => null)) !== null) return null;
  for (let outer = dirname(path), below = path; outer !== below; below = outer, outer = dirname(outer)) {
    const stats = await stat(outer).catch(() => null);
    if (stats?.isDirectory() === true) return null;
    if (stats !== null) return { outer, inner: relative(outer, path).split(sep).join('/') };
  }
  return null;
}

/**
 * Opens an entry of a zip archive as a file of its own: bytes that are stored as they are stay where they lie, and a
 * small packed entry is unpacked in memory. Problems as of `openPart`, and `part-holds-archives` for a large packed one.
 */
export async function openNestedFile({ outer, inner }: NestedPath, disk: OpenDiskFile): Promise<Result<PartFile>> {
  const opened = await openPartFile(outer, { disk, links: 'follow' });
  if (!opened.ok) return opened;
  const file = opened.value;
  try {
    const nested = await entryIn(file, { outer, inner });
    if (!nested.ok) await file.close();
    return nested;
  } catch (thrown) {
    await file.close();
    if (thrown instanceof ProblemError) return failed(thrown.problem);
    throw thrown;
  }
}

async function entryIn(file: PartFile, { outer, inner }: NestedPath): Promise<Result<PartFile>> {
  const magic = Buffer.alloc(Math.min(2, file.size));
  await file.read(magic, 0);
  if (magic.toString('latin1') !== 'PK') return failed(problem('part-missing', { subject: inner }));
  const fingerprint = await archiveFingerprint(file);
  const zip = await openZipPart(file, { name: inner, path: outer, fingerprint });
  if (!zip.ok) return zip;
  const position = await positionOf(zip.value, inner);
  if (position === null) return failed(problem('part-missing', { subject: inner }));
  return zip.value.entryFile({ path: inner, position });
}

async function positionOf(zip: ZipOpenPart, path: string): Promise<number | null> {
  for await (const { entry } of zip.walk(new AbortController().signal)) {
    if (entry.path === path && entry.refusal === null) return entry.position;
  }
  return null;
}
