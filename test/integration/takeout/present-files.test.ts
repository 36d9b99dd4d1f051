import { rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { lastRecord } from '../../support/command-line.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { openImportWorld } from '../../support/import-world.ts';

test('an import calls present only what is there: what was removed is stored again, what was cut is told', async () => {
  const { folder, backup, call } = await openImportWorld();
  const small = { items: 12, albums: 1, seed: 6, itemBytes: 'tiny', parts: 1 } as const;
  const sample = await writeTakeoutSample({ out: join(folder, 'sample'), ...small }, createPictureStudio());
  expect((await call(['import', '--json', join(folder, 'sample')])).code).toBe(0);

  const [removed = '', cut = ''] = [...(await readBackupFolder(backup)).photos.values()].flat();
  await rm(join(backup, removed));
  const again = await call(['import', '--json', join(folder, 'sample')]);
  expect([again.code, lastRecord(again)['stored']]).toEqual([0, 1]);
  await expectImported(backup, sample.truth);

  await truncate(join(backup, cut), 0);
  const told = await call(['import', '--json', join(folder, 'sample')]);
  expect(told.code).toBe(3);
  expect(told.records.filter(({ event }) => event === 'problem').map(({ problem }) => problem)).toMatchObject([
    { code: 'file-changed', subject: cut },
  ]);
});
