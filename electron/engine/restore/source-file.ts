import { createHash, hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { messageOf } from '../../base/message-of.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type KnownFolders, openFile } from '../destination/fence.ts';
import { openInside } from '../destination/fence-entries.ts';
import type { UploadBody } from '../google/upload-call.ts';
import { embedFacts } from '../media/embedding/embed-facts.ts';
import { lengthOf, originalRange, type Piece, readPieces } from '../media/embedding/pieces.ts';
import { sniffMedia } from '../media/media-type.ts';
import { bytesAccess, fileAccess, type RandomAccess } from '../media/random-access.ts';
import type { WorkItem } from './work-item.ts';

/** A file that is whole, open, and ready to be sent. */
export interface SourceFile {
  readonly body: UploadBody;
  /** Whether it is still the file that was opened. */
  readonly isUnchanged: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** So much of a file is kept in memory, so that it is read once. */
const keptBytes = 1024 * 1024;
/** So much goes out at once: the line has as long for it as Google has for its answer. */
const wholeBytes = 256 * 1024;
const sniffedBytes = 4096;

/**
 * Opens what is to be sent: the original, or a copy with facts written in, which is made while it is sent and never lies on
 * the disk. The original is read to its end first: a file that is not what the backup knows is not sent. `known`: folders
 * that were looked at for others of the same page. Problem: `restore-file-changed`.
 */
export async function openSourceFile(root: string, item: WorkItem, known?: KnownFolders): Promise<Result<SourceFile>> {
  let file: FileHandle | null = null;
  try {
    file = isAbsolute(item.path) ? await openFile(item.path) : await openInside(root, item.path, known);
    const opened = await openedFile(file, item);
    if (!opened.ok) await file.close();
    return opened;
  } catch (thrown) {
    await file?.close();
    return changed(item, messageOf(thrown));
  }
}

async function openedFile(file: FileHandle, item: WorkItem): Promise<Result<SourceFile>> {
  const before = await file.stat();
  if (before.size !== item.bytes) return changed(item, `${before.size} bytes instead of ${item.bytes}`);
  const onDisk = fileAccess(file, before.size);
  const kept = before.size <= keptBytes ? await onDisk.read(0, before.size) : null;
  const source = kept === null ? onDisk : bytesAccess(kept);
  const sha256 = kept === null ? await digestOf(source) : hash('sha256', kept);
  if (sha256 !== item.sha256) return changed(item, 'Its content is another one.');
  const body = await bodyOf(source, await piecesOf(source, item));
  if (kept !== null) {
    // What is sent is in memory, and was compared: the file may do what it likes.
    await file.close();
    return ok({ body, isUnchanged: async () => true, close: async () => undefined });
  }
  const isUnchanged = async (): Promise<boolean> => {
    const after = await file.stat();
    return after.size === before.size && after.mtimeMs === before.mtimeMs;
  };
  return ok({ body, isUnchanged, close: () => file.close() });
}

async function bodyOf(source: RandomAccess, pieces: readonly Piece[]): Promise<UploadBody> {
  const length = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const read = (offset: number) => readPieces(source, pieces, offset);
  if (length > wholeBytes) return { length, whole: null, read };
  const chunks: Uint8Array[] = [];
  for await (const chunk of read(0)) chunks.push(chunk);
  const [only] = chunks;
  return { length, whole: chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks), read };
}

async function piecesOf(source: RandomAccess, { facts }: WorkItem): Promise<readonly Piece[]> {
  const whole = [originalRange(0, source.size)];
  if (facts === null) return whole;
  const type = sniffMedia(await source.read(0, Math.min(sniffedBytes, source.size)));
  return type === null ? whole : ((await embedFacts(source, type, facts)) ?? whole);
}

/** SHA-256 of a file, in hex. */
export async function digestOf(source: RandomAccess): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of readPieces(source, [originalRange(0, source.size)])) digest.update(chunk);
  return digest.digest('hex');
}

function changed({ path }: Pick<WorkItem, 'path'>, detail: string): Result<never> {
  return failed(problem('restore-file-changed', { subject: path, detail }));
}
