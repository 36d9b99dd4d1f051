import { openPartFile, systemDisk } from '../../electron/engine/sources/takeout/archive/part-file.ts';
import { openZipDirectory } from '../../electron/engine/sources/takeout/archive/zip-directory.ts';
import type { ServedFileCounts } from '../simulator/server/drive/served-files.ts';

/** What was sent of a photo or video in a zip archive. */
export interface ServedEntry {
  readonly name: string;
  /** Where its bytes lie in the archive; `end` is behind the last. */
  readonly begin: number;
  readonly end: number;
  /** Bytes of it, each as often as it was sent. */
  readonly sent: number;
}

/** What was sent of each photo and video of a zip archive. */
export async function servedEntries(
  path: string,
  served: ServedFileCounts | undefined,
): Promise<readonly ServedEntry[]> {
  const file = await openPartFile(path, { disk: systemDisk, links: 'follow' });
  if (!file.ok) throw new Error(file.problem.title);
  const directory = await openZipDirectory(file.value, 'archive');
  if (!directory.ok) throw new Error(directory.problem.title);
  const found: ServedEntry[] = [];
  for await (const { entry } of directory.value.entries()) {
    const name = entry.fileNameRaw.toString('utf8');
    if (/\.(?:json|html)$/.test(name)) continue;
    const begin = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameRaw.length;
    const end = begin + entry.compressedSize;
    const inside = (served?.ranges ?? []).map(([first, last]) => Math.min(end, last + 1) - Math.max(begin, first));
    found.push({ name, begin, end, sent: inside.reduce((sum, bytes) => sum + Math.max(0, bytes), 0) });
  }
  await file.value.close();
  return found;
}

/** Photos and videos of a zip archive whose bytes were sent more than once, and how many of them bytes too many. */
export async function sentAgain(
  path: string,
  served: ServedFileCounts | undefined,
): Promise<ReadonlyMap<string, number>> {
  const entries = await servedEntries(path, served);
  const again = entries.filter(({ begin, end, sent }) => sent > end - begin);
  return new Map(again.map(({ name, begin, end, sent }) => [name, sent - (end - begin)]));
}
