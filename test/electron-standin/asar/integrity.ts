import { createHash } from 'node:crypto';
import type { Integrity } from './header.ts';

/**
 * Ends the process, as Electron does, when the bytes of a file are not those that the header tells of. Electron checks
 * where the fuse for it is on, and on macOS and Windows only; the stand-in checks always.
 */
export function mustBeIntact(file: string, bytes: Buffer, integrity: Integrity | undefined): void {
  const violation = violationOf(bytes, integrity);
  if (violation === undefined) return;
  console.error(`ASAR Integrity Violation: ${violation} (${file})`);
  process.exit(1);
}

/** What is wrong with the bytes; undefined when nothing is. The whole must be right, and every block of it. */
export function violationOf(bytes: Buffer, integrity: Integrity | undefined): string | undefined {
  if (integrity === undefined) return 'the header has no hash';
  if (integrity.algorithm !== 'SHA256') return `unsupported algorithm ${integrity.algorithm}`;
  const { hash, blockSize, blocks } = integrity;
  const actual = sha256(bytes);
  if (actual !== hash) return `got a hash mismatch (${actual} vs ${hash})`;
  const count = Math.max(1, Math.ceil(bytes.length / blockSize));
  if (blocks.length !== count) return `${blocks.length} block hashes for ${count} blocks`;
  const wrong = blocks.findIndex(
    (block, index) => sha256(bytes.subarray(index * blockSize, (index + 1) * blockSize)) !== block,
  );
  return wrong === -1 ? undefined : `got a hash mismatch in block ${wrong}`;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
