import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchiveWriter } from './archive-writer.ts';

/** Writes entries as files below a folder, as somebody who extracted a part has them. */
export function createFolderArchive(folder: string): ArchiveWriter {
  const made = new Set<string>();
  return {
    add: async ({ path, chunks, modified }) => {
      const file = join(folder, ...path.split('/'));
      const parent = dirname(file);
      if (!made.has(parent)) await mkdir(parent, { recursive: true });
      made.add(parent);
      // Two entries of one name would be a bug of the generator, or a file system that ignores case.
      await writeFile(file, chunks.length === 1 ? (chunks[0] ?? '') : Buffer.concat(chunks), { flag: 'wx' });
      await utimes(file, modified, modified);
    },
    finish: async () => {
      await mkdir(folder, { recursive: true });
    },
  };
}
