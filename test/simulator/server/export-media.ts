import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createLibrary } from '../library/library.ts';
import type { SimulatedLibrary } from '../library/library-model.ts';
import { exportedPath } from './media/base-urls.ts';
import { accountOptionsOf, type SimulatorOptions } from './options.ts';

const stretch = 500;

/**
 * Writes every item's bytes as the file that its base URL plus `=d` (videos: `=dv`) names under `mediaOrigin`, so that
 * a plain file server can stand in for the byte host. Returns how much was written.
 */
export async function exportMedia(
  folder: string,
  options: SimulatorOptions,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const sum = { files: 0, bytes: 0 };
  for (const { items, albums, seed } of accountOptionsOf(options)) {
    const library = createLibrary({ items, albums, seed, itemBytes: options.itemBytes ?? null });
    for (let offset = 0; offset < library.itemCount(); offset += stretch) {
      for (const item of library.page(offset, stretch)) {
        const suffix = item.kind === 'video' ? '=dv' : '=d';
        const bytes = await exportItem(library, item.id, join(folder, `${exportedPath(item.id)}${suffix}`));
        if (bytes !== undefined) Object.assign(sum, { files: sum.files + 1, bytes: sum.bytes + bytes });
      }
    }
  }
  return sum;
}

/** Undefined when the item has no bytes to hand out (a video that is not READY). */
async function exportItem(library: SimulatedLibrary, id: string, path: string): Promise<number | undefined> {
  const media = await library.media(id, { kind: path.endsWith('=dv') ? 'video' : 'download' });
  if (media === undefined) return undefined;
  await mkdir(dirname(path), { recursive: true });
  await using file = await open(path, 'w');
  for (const chunk of media.chunks) await file.writeFile(chunk);
  return media.length;
}
