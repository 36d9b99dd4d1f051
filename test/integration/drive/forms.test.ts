import { createHash } from 'node:crypto';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { openDriveWorld } from '../../support/drive-world.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { archived, details, picture, sidecar, year } from '../../support/hand-made-export.ts';
import { smallFilm } from '../../support/small-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('an export of .tgz files is exactly the truth', async () => {
  const folder = await temporaryFolder();
  const drive = join(folder, 'drive');
  const account = { items: 20, albums: 2, seed: 12, itemBytes: 6_000 };
  const sample = await writeTakeoutSample(
    { ...account, out: join(folder, 'sample'), parts: 2, format: 'tgz' },
    createPictureStudio(),
  );
  await mkdir(drive);
  for (const { path } of sample.parts) await copyFile(path, join(drive, basename(path)));
  const { fetch, backup } = await openDriveWorld(drive);
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectImported(backup, sample.truth);
});

test('a film that lies bare beside the archives finds its sidecar, and is asked for once', async () => {
  const drive = join(await temporaryFolder(), 'drive');
  const film = smallFilm(7);
  const stamp = '20260301T120000Z';
  await archived(join(drive, `takeout-${stamp}-001.zip`), {
    [`${year}/A.jpg`]: await picture(1),
    [`${year}/A.jpg${details}`]: sidecar('A.jpg', '2019-03-01'),
    [`${year}/GH010015.MP4${details}`]: sidecar('GH010015.MP4', '2019-04-01'),
  });
  await writeFile(join(drive, 'GH010015-002.MP4'), film);
  const { fetch, backup, simulator } = await openDriveWorld(drive);
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0, stored: 2 });
  const sha256 = createHash('sha256').update(film).digest('hex');
  expect((await readBackupFolder(backup)).photos.get(sha256)).toEqual(['Photos/2019/04/GH010015.MP4']);
  const served = simulator.statistics().driveFiles.find(({ name }) => name === 'GH010015-002.MP4');
  expect(served).toMatchObject({ sent: film.length, sentAgain: 0 });
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', stored: 0, bytes: 0 });
});

test('a film whose bytes are not those that Google has is not stored', async () => {
  const drive = join(await temporaryFolder(), 'drive');
  await archived(join(drive, 'takeout-20260301T120000Z-001.zip'), {
    [`${year}/GH010015.MP4${details}`]: sidecar('GH010015.MP4', '2019-04-01'),
  });
  await writeFile(join(drive, 'GH010015-002.MP4'), smallFilm(7));
  const { fetch, backup, simulator } = await openDriveWorld(drive);
  const wrong = { md5Checksum: 'f'.repeat(32) };
  await simulator.changeDrive({ action: 'misstate', file: 'GH010015-002.MP4', ...wrong });
  const { report, problems } = await fetch();
  expect([...problems, report.problem?.code]).toContain('drive-checksum');
  expect((await readBackupFolder(backup)).photos.size).toBe(0);
});
