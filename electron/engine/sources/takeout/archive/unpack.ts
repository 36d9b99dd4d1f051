import { fstatSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { DirectOutcome, PackedRequest } from '../../../../contract/bytes.ts';
import type { Problem } from '../../../../contract/problem.ts';
import { sharedBlocks } from './blocks.ts';
import { passOn } from './delivery.ts';
import { rangeOfFile } from './file-views.ts';
import { type DiskFile, type PartFile, partFile } from './part-file.ts';
import { largeContent } from './zip-content.ts';

/**
 * Reads an entry of an archive in this thread, which may block, and checks its length and checksum. Each chunk is good until
 * `take` returns. Rejects with the problems that fetching it elsewhere would end in, and with what `take` throws.
 */
export async function unpack(
  request: PackedRequest,
  take: (chunk: Uint8Array) => void,
  signal: AbortSignal,
): Promise<DirectOutcome> {
  const { entry, keepsDamaged } = request;
  const file = fileOf(request);
  let damage: Problem | null = null;
  const damaged = (met: Problem): void => {
    damage = met;
  };
  const { path, bytes, crc32 } = entry;
  const content = { path, bytes, crc32, isUnchanged: () => file.isUnchanged() };
  const chunks = largeContent(entry, file, sharedBlocks);
  await passOn({ ...content, chunks }, { take, damaged: keepsDamaged ? damaged : undefined }, signal);
  return { kind: 'received', ...(damage === null ? {} : { damage }) };
}

function fileOf({ descriptor, fileBytes, modifiedAt, subject, begin, bytes }: PackedRequest): PartFile {
  const disk: DiskFile = {
    read: async (buffer, offset, length, position) => {
      // What else the thread is sent has its turn between two reads.
      await setImmediate();
      return { bytesRead: readSync(descriptor, buffer, offset, length, position) };
    },
    stat: async () => fstatSync(descriptor),
    // Whoever opened it closes it.
    close: async () => undefined,
  };
  // Nobody asks a range for its identity.
  const opened = { size: fileBytes, mtimeMs: modifiedAt, dev: 0, ino: descriptor };
  return rangeOfFile(partFile(disk, subject, opened), begin, bytes);
}
