import { createHash } from 'node:crypto';
import type { PartFile } from './part-file.ts';

/** Enough to hold what sets one archive apart: the first entries, and the list or the checksum at the end. */
const headBytes = 64 << 10;
const tailBytes = 256 << 10;

/**
 * Tells archives apart without reading them whole: by length, beginning and end. A zip has its list of names and checksums
 * at the end, a tgz the checksum of its content.
 */
export async function archiveFingerprint(file: PartFile): Promise<string> {
  const hash = createHash('sha256').update(`${file.size}\0`);
  const head = Buffer.alloc(Math.min(headBytes, file.size));
  await file.read(head, 0);
  const tail = Buffer.alloc(Math.min(tailBytes, file.size - head.length));
  await file.read(tail, file.size - tail.length);
  return hash.update(head).update(tail).digest('hex');
}
