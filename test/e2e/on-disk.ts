import { expect } from '@playwright/test';
import type { Simulator } from '../simulator/server/simulator.ts';
import type { TakeoutTruth } from '../simulator/takeout/takeout-truth.ts';
import { albumContents, readBackupFolder, readTruth } from '../support/backup-folder.ts';

/**
 * Every content that Google has of these accounts (the first one unless told) is in the folder once, each album shows
 * exactly its items, and nothing else is there.
 */
export async function expectOnDisk(google: Simulator, folder: string, accounts?: readonly string[]): Promise<void> {
  const truths = await Promise.all((accounts ?? [undefined]).map((account) => readTruth(google.url, account)));
  const truth = truths.flat();
  const { photos, albums, foreign } = await readBackupFolder(folder);
  expect([...photos.keys()].toSorted()).toEqual([...new Set(truth.map((item) => item.sha256))].toSorted());
  for (const paths of photos.values()) expect(paths).toHaveLength(1);
  expect(foreign).toEqual([]);
  const shown = [...albums.values()].filter((entries) => entries.length > 0).map((entries) => entries.join());
  expect(shown.toSorted()).toEqual(albumContents(truth).toSorted());
}

/**
 * Every content that an export shows is in the folder once, each album shows exactly its items, and nothing else is there.
 */
export async function expectExportOnDisk(truth: readonly TakeoutTruth[], folder: string): Promise<void> {
  const { photos, albums, foreign } = await readBackupFolder(folder);
  expect([...photos.keys()].toSorted()).toEqual(truth.map(({ sha256 }) => sha256).toSorted());
  for (const paths of photos.values()) expect(paths).toHaveLength(1);
  expect(foreign).toEqual([]);
  const shown = [...albums.values()].filter((entries) => entries.length > 0).map((entries) => entries.join());
  const expected = truth.map(({ sha256, albums: of }) => ({
    sha256,
    albums: of.map((album) => ({ id: album.folder })),
  }));
  expect(shown.toSorted()).toEqual(albumContents(expected).toSorted());
}
