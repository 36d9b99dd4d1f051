import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDriveWorld } from '../../support/drive-world.ts';
import { archived, picture, year } from '../../support/hand-made-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A tgz, which is read in one pass: contents come by before it is known what a run wants. */
async function worldWithTgz() {
  const drive = await temporaryFolder();
  await archived(join(drive, 'takeout-20260801T000000Z-001.tgz'), {
    [`${year}/a.jpg`]: await picture(1),
    [`${year}/b.jpg`]: await picture(2),
    [`${year}/c.jpg`]: await picture(3),
  });
  return openDriveWorld(drive);
}

test('a filtered import from Drive keeps nothing of what it leaves out, and the next one takes it in', async () => {
  const world = await worldWithTgz();
  const filter = { include: [], exclude: ['B*'], since: null, albumsOnly: false };
  const some = await world.fetch({ options: { filter } });
  expect(some.report).toMatchObject({ outcome: 'complete', stored: 2, skipped: 1, failed: 0, filter: 'exclude "B*"' });
  expect(await readdir(join(world.backup, '.afterimage', 'staging'))).toEqual([]);
  const rest = await world.fetch();
  expect(rest.report).toMatchObject({ outcome: 'complete', stored: 1, present: 2, skipped: 0, failed: 0 });
  expect(await world.fetch()).toMatchObject({ report: { outcome: 'complete', stored: 0 } });
});

test('a reserve of free space holds for what comes by early, too', async () => {
  const world = await worldWithTgz();
  const { report } = await world.fetch({ options: { minFreeBytes: Number.MAX_SAFE_INTEGER } });
  expect(report).toMatchObject({ outcome: 'stopped', stored: 0, problem: { code: 'min-free-reached' } });
  expect(await readdir(join(world.backup, '.afterimage', 'staging'))).toEqual([]);
  expect(await world.fetch({ options: { minFreeBytes: 1, transfers: 2 } })).toMatchObject({
    report: { outcome: 'complete', stored: 3 },
  });
});
