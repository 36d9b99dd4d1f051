import { expect, test } from 'vitest';
import { FolderSyncs } from '../../../electron/engine/destination/folder-syncs.ts';

/** Syncs that end when they are told to. */
function syncsForTest() {
  const begun: { readonly folder: string; readonly end: () => void; readonly fail: (reason: Error) => void }[] = [];
  const syncs = new FolderSyncs((folder) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    begun.push({ folder, end: resolve, fail: reject });
    return promise;
  });
  const folders = (): readonly string[] => begun.map(({ folder }) => folder);
  return { syncs, begun, folders };
}

/** Until all that can go on has gone on. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('who asks before a sync begins is served by it, who asks later by the next', async () => {
  const { syncs, begun, folders } = syncsForTest();
  const first = [syncs.sync('a'), syncs.sync('a'), syncs.sync('b')];
  await pause();
  expect(folders()).toEqual(['a', 'b']);
  const later = Promise.all([syncs.sync('a'), syncs.sync('a')]);
  await pause();
  expect(folders()).toEqual(['a', 'b']);
  for (const { end } of begun) end();
  await Promise.all(first);
  await pause();
  expect(folders()).toEqual(['a', 'b', 'a']);
  begun[2]?.end();
  await later;
});

test('a sync that fails is told to those whom it was for, and to nobody else', async () => {
  const { syncs, begun } = syncsForTest();
  const first = syncs.sync('a').then(
    () => 'synced',
    (thrown: Error) => thrown.message,
  );
  await pause();
  const second = syncs.sync('a');
  begun[0]?.fail(new Error('no disk'));
  expect(await first).toBe('no disk');
  await pause();
  begun[1]?.end();
  await expect(second).resolves.toBeUndefined();
});
