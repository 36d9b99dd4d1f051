import { dirname } from 'node:path';
import { errnoOf } from '../../base/errno.ts';
import { messageOf } from '../../base/message-of.ts';
import { entryInsideSync, type KnownFolders, requireFoldersSync } from './fence.ts';

/**
 * What one look at a path tells, without reading: the length of the file in bytes, that there is none (`missing`), that
 * something else lies there (`no file`), or that it cannot be found out (`unknown`). `behind`: a link lies in the place of a
 * folder on the way, in the fence's words.
 */
export type Look = number | 'missing' | 'no file' | 'unknown' | { readonly behind: string };

/**
 * Looks at many paths, relative to `root` with forward slashes, in their order: on a thread that may block, so that a
 * hundred thousand files cost system calls and no changes of threads.
 */
export function lookAtFiles(root: string, paths: readonly string[]): readonly Look[] {
  const known: KnownFolders = new Set();
  return paths.map((path) => lookAt(root, path, known));
}

function lookAt(root: string, path: string, known: KnownFolders): Look {
  try {
    requireFoldersSync(root, dirname(path), known);
  } catch (thrown) {
    if (errnoOf(thrown) === 'ELOOP') return { behind: messageOf(thrown) };
    return 'unknown';
  }
  try {
    const found = entryInsideSync(root, path, known);
    if (found === undefined) return 'missing';
    return found.isFile() ? found.size : 'no file';
  } catch {
    return 'unknown';
  }
}
