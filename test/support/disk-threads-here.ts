import { createHash } from 'node:crypto';
import { closeSync, readFileSync, writeFileSync } from 'node:fs';
import type { ContentHash, DiskThreads } from '../../electron/engine/destination/disk-threads.ts';
import { openFileSync } from '../../electron/engine/destination/fence.ts';
import { lookAtFiles } from '../../electron/engine/destination/look.ts';
import { freshBudget, patience } from '../../electron/engine/destination/patience.ts';
import { placeFiles } from '../../electron/engine/destination/place-files.ts';

/**
 * Disk threads without threads: the same work, done at once and here, so that it can be observed and made to fail call
 * by call (`observed` of step-faults.ts). Files that are written block after block need real threads.
 */
export function diskThreadsHere(): DiskThreads {
  return {
    receives: false,
    prepare: () => undefined,
    hash: async (path, signal) => {
      signal.throwIfAborted();
      return digestOf(contentAt(path));
    },
    place: async (root, moves) => placeFiles(root, moves, patience(freshBudget())),
    look: async (root, paths) => lookAtFiles(root, paths),
    writeWhole: async (path, block, length) => {
      const content = new Uint8Array(block, 0, length);
      writeFileSync(path, content);
      return digestOf(content);
    },
    file: () => {
      throw new Error('A file that is written block by block needs real disk threads');
    },
    close: async () => undefined,
  };
}

/** As the threads open it: a link is not followed. */
function contentAt(path: string): Uint8Array {
  const descriptor = openFileSync(path);
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function digestOf(content: Uint8Array): ContentHash {
  return { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
}
