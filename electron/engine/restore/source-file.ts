import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { messageOf } from '../../base/message-of.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { openFile } from '../destination/fence.ts';
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
const sniffedBytes = 4096;

/**
 * Opens what is to be sent: the original, or a copy with facts written in, which is made while it is sent and never lies on
 * the disk. The original is read to its end first: a file that is not what the backup knows is not sent. Problem:
 * `restore-file-changed`.
 */
export async function openSourceFile(root: string, item: WorkItem): Promise<Result<SourceFile>> {
  let file: FileHandle | null = null;
  try {
    file = isAbsolute(item.path) ? await openFile(item.path) : await openInside(root, item.path);
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
  const source = before.size <= keptBytes ? bytesAccess(await onDisk.read(0, before.size)) : onDisk;
  if ((await digestOf(source)) !== item.sha256) return changed(item, 'Its content is another one.');
  const pieces = await piecesOf(source, item);
  return ok({
    body: {
      length: pieces.reduce((sum, piece) => sum + lengthOf(piece), 0),
      read: (offset) => readPieces(source, pieces, offset),
    },
    isUnchanged: async () => {
      const after = await file.stat();
      return after.size === before.size && after.mtimeMs === before.mtimeMs;
    },
    close: () => file.close(),
  });
}

async function piecesOf(source: RandomAccess, { facts }: WorkItem): Promise<readonly Piece[]> {
  const whole = [originalRange(0, source.size)];
  if (facts === null) return whole;
  const type = sniffMedia(await source.read(0, Math.min(sniffedBytes, source.size)));
  return type === null ? whole : ((await embedFacts(source, type, facts)) ?? whole);
}

/** SHA-256 of a file, in hex. */
export async function digestOf(source: RandomAccess): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readPieces(source, [originalRange(0, source.size)])) hash.update(chunk);
  return hash.digest('hex');
}

function changed({ path }: Pick<WorkItem, 'path'>, detail: string): Result<never> {
  return failed(problem('restore-file-changed', { subject: path, detail }));
}
