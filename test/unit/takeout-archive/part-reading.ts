import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { ByteHead, ByteSink } from '../../../electron/contract/bytes.ts';
import { type Problem, ProblemError } from '../../../electron/contract/problem.ts';
import type { Result } from '../../../electron/contract/result.ts';
import {
  type EntryPlace,
  type OpenPart,
  openPart,
  type PartEntry,
} from '../../../electron/engine/sources/takeout/archive/part.ts';
import type { OpenDiskFile } from '../../../electron/engine/sources/takeout/archive/part-file.ts';
import type { ArchiveEntry, ArchiveWriter } from '../../simulator/takeout/archive/archive-writer.ts';
import { fileSink, gzipFileSink } from '../../simulator/takeout/archive/byte-sink.ts';
import { createFolderArchive } from '../../simulator/takeout/archive/folder-archive.ts';
import { createTarArchive } from '../../simulator/takeout/archive/tar-archive.ts';
import { createZipArchive } from '../../simulator/takeout/archive/zip-archive.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** The ways in which the generator writes a part. */
export const forms = ['zip', 'zip64', 'cp437', 'unflagged', 'pax', 'gnu', 'folder'] as const;
export type Form = (typeof forms)[number];

/** A file to be packed. */
export function fileOf(path: string, content: string | Uint8Array): ArchiveEntry {
  const bytes = Buffer.from(content);
  return { path, bytes: bytes.length, crc32: crc32(bytes), chunks: [bytes], modified: Date.UTC(2026, 8, 5, 10) / 1000 };
}

/** Writes a part with these entries into its own folder, and tells where. */
export async function writePart(form: Form, entries: readonly ArchiveEntry[], folder?: string): Promise<string> {
  const within = folder ?? (await temporaryFolder());
  const path = join(within, `takeout-20260905T101112Z-3-001${endings[form]}`);
  const writer = await writerOf(form, path);
  for (const entry of entries) await writer.add(entry);
  await writer.finish();
  return path;
}

const endings: Readonly<Record<Form, string>> = {
  zip: '.zip',
  zip64: '.zip',
  cp437: '.zip',
  unflagged: '.zip',
  pax: '.tgz',
  gnu: '.tgz',
  folder: '',
};

async function writerOf(form: Form, path: string): Promise<ArchiveWriter> {
  const zip = { seed: 1, names: 'utf8', zip64: 'when-needed' } as const;
  switch (form) {
    case 'zip':
      return createZipArchive(await fileSink(path), zip);
    case 'zip64':
      return createZipArchive(await fileSink(path), { ...zip, zip64: 'always' });
    case 'cp437':
    case 'unflagged':
      return createZipArchive(await fileSink(path), { ...zip, names: form });
    case 'pax':
    case 'gnu':
      return createTarArchive(await gzipFileSink(path), form);
    case 'folder':
      return createFolderArchive(path);
  }
}

/** Opens a part that must be sound, until the end of the test. */
export async function opened(path: string, disk?: OpenDiskFile): Promise<OpenPart> {
  const part = await openPart(path, disk);
  if (!part.ok) throw new ProblemError(part.problem);
  onTestFinished(() => part.value.close());
  return part.value;
}

/** Runs as long as it likes. */
export const unstopped = new AbortController().signal;

/** All entries, and the problem in which the pass ended. */
export async function listed(
  part: OpenPart,
): Promise<{ readonly entries: readonly PartEntry[]; readonly end: Problem | null }> {
  const entries: PartEntry[] = [];
  try {
    for await (const { entry } of part.walk(unstopped)) entries.push(entry);
    return { entries, end: null };
  } catch (thrown) {
    if (thrown instanceof ProblemError) return { entries, end: thrown.problem };
    throw thrown;
  }
}

/** A sink that keeps what comes, as staging does: the chunks are not its own. */
export interface KeepingSink extends ByteSink {
  readonly head: () => ByteHead | null;
  readonly content: () => Buffer;
  readonly hasEnded: () => boolean;
}

export function keepingSink(onWrite: (chunk: Uint8Array) => void | Promise<void> = () => undefined): KeepingSink {
  let head: ByteHead | null = null;
  let kept: Buffer[] = [];
  let hasEnded = false;
  return {
    head: () => head,
    content: () => Buffer.concat(kept),
    hasEnded: () => hasEnded,
    resumeFrom: () => null,
    start: (begun) => {
      head = begun;
      kept = [];
    },
    write: (chunk) => {
      kept.push(Buffer.from(chunk));
      return onWrite(chunk);
    },
    end: () => {
      hasEnded = true;
    },
  };
}

/** Fetches one entry: its bytes, or the code of the problem. */
export async function fetched(part: OpenPart, place: EntryPlace, signal = unstopped): Promise<Buffer | string> {
  const sink = keepingSink();
  const result: Result<void> = await part.fetch(place, sink, signal);
  if (result.ok !== sink.hasEnded()) throw new Error('The sink was ended without all bytes, or the other way round.');
  return result.ok ? sink.content() : result.problem.code;
}

/** The entry of this path, which must be there. */
export function entryAt(entries: readonly PartEntry[], path: string): PartEntry {
  const entry = entries.find((one) => one.path === path);
  if (entry === undefined) throw new Error(`No ${path}`);
  return entry;
}
