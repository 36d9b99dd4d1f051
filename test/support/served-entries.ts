import { openPartFile, systemDisk } from '../../electron/engine/sources/takeout/archive/part-file.ts';
import { openZipDirectory } from '../../electron/engine/sources/takeout/archive/zip-directory.ts';
import type { ServedFileCounts } from '../simulator/server/drive/served-files.ts';

/** Photos and videos of a zip archive whose bytes were sent more than once, and how many of them bytes too many. */
export async function sentAgain(
  path: string,
  served: ServedFileCounts | undefined,
): Promise<ReadonlyMap<string, number>> {
  const file = await openPartFile(path, { disk: systemDisk, links: 'follow' });
  if (!file.ok) throw new Error(file.problem.title);
  const directory = await openZipDirectory(file.value, 'archive');
  if (!directory.ok) throw new Error(directory.problem.title);
  const again = new Map<string, number>();
  for await (const { entry } of directory.value.entries()) {
    const name = entry.fileNameRaw.toString('utf8');
    if (/\.(?:json|html)$/.test(name)) continue;
    const begin = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameRaw.length;
    const end = begin + entry.compressedSize;
    const inside = (served?.ranges ?? []).map(([first, last]) => Math.min(end, last + 1) - Math.max(begin, first));
    const sent = inside.reduce((sum, bytes) => sum + Math.max(0, bytes), 0);
    if (sent > end - begin) again.set(name, sent - (end - begin));
  }
  await file.value.close();
  return again;
}
