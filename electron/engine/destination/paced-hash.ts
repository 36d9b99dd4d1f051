import { createHash } from 'node:crypto';
import type { ContentHash, DiskThreads } from './disk-threads.ts';
import { openFile } from './fence.ts';

/** Small enough that reading one from a slow disk takes no second. */
const blockBytes = 256 * 1_024;

/**
 * Hashes files block by block, one at a time, for work that nobody waits for. `pace` is asked before each block, and before
 * each file for what opening it costs; it rejects when the work is to end.
 */
export function pacedHash(
  pace: (bytes: number, signal: AbortSignal) => Promise<void>,
  bytesPerFile: number,
): Pick<DiskThreads, 'hash'> {
  const block = new Uint8Array(blockBytes);
  return {
    hash: async (path, signal): Promise<ContentHash> => {
      await pace(bytesPerFile, signal);
      const file = await openFile(path);
      try {
        const hash = createHash('sha256');
        let bytes = 0;
        for (let read = -1; read !== 0; bytes += read) {
          if (read > 0) await pace(read, signal);
          read = (await file.read(block, 0, block.length, bytes)).bytesRead;
          hash.update(block.subarray(0, read));
        }
        signal.throwIfAborted();
        return { sha256: hash.digest('hex'), bytes };
      } finally {
        await file.close();
      }
    },
  };
}
