import { expect } from 'vitest';
import type { PickedTruth } from '../simulator/server/photos-picker/picked-truth.ts';
import { type FolderContents, readBackupFolder } from './backup-folder.ts';
import type { World } from './world.ts';

/** What the Picker serves for these items (all, when none are named), the clips of motion photos included. */
export async function picked(
  { google }: Pick<World, 'google'>,
  ids?: readonly string[],
): Promise<readonly PickedTruth[]> {
  const wanted = ids === undefined ? null : new Set(ids);
  const served: PickedTruth[] = [];
  for await (const item of google.pickedTruth()) {
    if (wanted === null || wanted.has(item.pairOf ?? item.id)) served.push(item);
  }
  return served;
}

/**
 * The promise of a finished selection: every content that the Picker serves for the chosen items is under Photos/ exactly
 * once, nothing else is there, and no session is left open.
 */
export async function expectPicked(
  world: Pick<World, 'google' | 'backup'>,
  ids: readonly string[],
): Promise<FolderContents> {
  const contents = await readBackupFolder(world.backup);
  const served = await picked(world, ids);
  const expected = [...new Set(served.map((item) => item.sha256))].toSorted();
  expect([...contents.photos.keys()].toSorted()).toEqual(expected);
  for (const paths of contents.photos.values()) expect(paths).toHaveLength(1);
  expect(contents.foreign).toEqual([]);
  expect(world.google.statistics().openSessions).toEqual([]);
  return contents;
}
