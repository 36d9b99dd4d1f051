import { createHash, randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { errnoOf } from '../../base/errno.ts';
import { message } from '../../contract/messages/message.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { isNoFile } from './fence.ts';
import { openNewInside, removeInside, replaceInside, syncInside } from './fence-entries.ts';
import { fileProblem } from './held-files.ts';
import type { Destination } from './identity.ts';
import { stagingFolder, sumsFile } from './layout.ts';
import { findOwnList } from './sums-place.ts';

/** One line of the checksum list. */
export interface SumsEntry {
  readonly sha256: string;
  /** Relative to the destination, with forward slashes. */
  readonly path: string;
}

/**
 * Brings `SHA256SUMS` up to date for `sha256sum -c`, replacing it in one step and only when it changes; a list that the
 * person keeps under that name stays (see {@link findOwnList}). `entries` come in bytewise order of their paths
 * (SQLite's BINARY order), so that equal libraries have equal lists; throws a RangeError otherwise. Memory does not grow
 * with the list.
 */
export async function writeSums(
  destination: Destination,
  entries: Iterable<SumsEntry> | AsyncIterable<SumsEntry>,
): Promise<Result<'written' | 'unchanged'>> {
  const there = await destination.stillThere();
  if (!there.ok) return there;
  const root = destination.path;
  const temporary = `${stagingFolder}/${randomUUID()}.sums`;
  try {
    const own = await findOwnList(root);
    const fresh = await writeList(await openNewInside(root, temporary), entries);
    if (fresh === own.hash) return ok('unchanged');
    await replaceInside(root, temporary, own.name);
    await syncInside(root, '');
    return ok('written');
  } catch (thrown) {
    if (thrown instanceof RangeError) throw thrown;
    // A folder, or anything else that is neither a file nor a link, in its place: that is no reason to look for another
    // backup folder.
    if (isNoFile(thrown) && errnoOf(thrown) !== 'ELOOP') {
      const detail = `"${sumsFile}" in the backup folder is no file.`;
      return failed(problem('sums-damaged', { subject: sumsFile, detail, wayOut: message('way-out.move-away') }));
    }
    return failed(await fileProblem(root, sumsFile, thrown));
  } finally {
    await removeInside(root, temporary).catch(() => undefined);
  }
}

/** One line as coreutils writes it: a leading backslash announces escapes (coreutils manual, "md5sum invocation"). */
export function sumsLine({ sha256, path }: SumsEntry): string {
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}\n`;
}

const batchCharacters = 256 * 1024;

/** Writes the list durably and gives its hash. */
async function writeList(file: FileHandle, entries: Iterable<SumsEntry> | AsyncIterable<SumsEntry>): Promise<string> {
  const hash = createHash('sha256');
  try {
    let batch = '';
    let last = Buffer.alloc(0);
    const flush = async (): Promise<void> => {
      hash.update(batch);
      await file.appendFile(batch);
      batch = '';
    };
    for await (const entry of entries) {
      const current = Buffer.from(entry.path);
      if (Buffer.compare(last, current) >= 0) throw new RangeError(`Out of order or twice: ${entry.path}`);
      last = current;
      batch += sumsLine(entry);
      if (batch.length >= batchCharacters) await flush();
    }
    await flush();
    await file.datasync();
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}
