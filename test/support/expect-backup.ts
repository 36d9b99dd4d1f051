import { expect } from 'vitest';
import { albumContents, type FolderContents, readBackupFolder, readTruth } from './backup-folder.ts';

/**
 * The promise of a complete backup: every content that the simulator has is under Photos/ exactly once, nothing else is
 * there, and each album's folder shows exactly its items.
 */
export async function expectWholeBackup(url: string, folder: string): Promise<FolderContents> {
  const truth = await readTruth(url);
  const contents = await readBackupFolder(folder);
  const expected = [...new Set(truth.map((item) => item.sha256))].toSorted();
  expect([...contents.photos.keys()].toSorted()).toEqual(expected);
  for (const paths of contents.photos.values()) expect(paths).toHaveLength(1);
  expect(contents.foreign).toEqual([]);
  const shown = [...contents.albums.values()].filter((entries) => entries.length > 0).map((entries) => entries.join());
  expect(shown.toSorted()).toEqual(albumContents(truth).toSorted());
  return contents;
}
