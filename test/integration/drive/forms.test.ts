import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { createPictureStudio } from '../../simulator/library/media/picture-studio.ts';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../../support/backup-folder.ts';
import { openDriveWorld } from '../../support/drive-world.ts';
import { expectImported } from '../../support/expect-takeout.ts';
import { archived, details, picture, sidecar, year } from '../../support/hand-made-export.ts';
import { sentAgain } from '../../support/served-entries.ts';
import { smallFilm } from '../../support/small-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('an export of .tgz files is exactly the truth', async () => {
  const folder = await temporaryFolder();
  const drive = join(folder, 'drive');
  // Larger than what is held in memory of beginning and end.
  const account = { items: 20, albums: 2, seed: 12, itemBytes: 60_000 };
  const sample = await writeTakeoutSample(
    { ...account, out: join(folder, 'sample'), parts: 2, format: 'tgz' },
    createPictureStudio(),
  );
  await mkdir(drive);
  for (const { path } of sample.parts) await copyFile(path, join(drive, basename(path)));
  const { fetch, backup, simulator } = await openDriveWorld(drive);
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectImported(backup, sample.truth);
  expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
  for (const { sent, sentAgain, bytes } of simulator.statistics().driveFiles) {
    expect({ sent, sentAgain }, 'one pass, and what it brings is asked for once').toEqual({
      sent: bytes,
      sentAgain: 0,
    });
  }
});

test('photos with clips, before or behind them, come in one pass, and no clip twice', async () => {
  const drive = join(await temporaryFolder(), 'drive');
  const name = 'takeout-20260301T120000Z-001.zip';
  const files: [string, string | Uint8Array][] = [];
  const stems = Array.from({ length: 70 }, (_, index) => `IMG_${1_000 + index}`);
  for (const [index, stem] of stems.entries()) {
    // Together more than what is held in memory of contents that come by unasked.
    const clip = [`${year}/${stem}.mp4`, Buffer.concat([smallFilm(index), Buffer.alloc(400_000)])] as const;
    const photo = [`${year}/${stem}.jpg`, await picture(index)] as const;
    for (const one of index % 2 === 0 ? [photo, clip] : [clip, photo]) files.push([...one]);
    files.push([`${year}/${stem}.jpg${details}`, sidecar(`${stem}.jpg`, '2019-03-01')]);
  }
  await archived(join(drive, name), Object.fromEntries(files), undefined, 'stored');
  const { fetch, backup, simulator } = await openDriveWorld(drive);
  const checksums: unknown[] = [];
  const met = await fetch({}, (event) => {
    if (event.event === 'part' && event.state === 'imported') checksums.push(event.checksum);
  });
  expect(met.report).toMatchObject({ outcome: 'complete', failed: 0, stored: 140 });
  expect(checksums).toEqual(['right']);
  const [served] = simulator.statistics().driveFiles;
  expect(await sentAgain(join(drive, name), served)).toEqual(new Map());
  const places = [...(await readBackupFolder(backup)).photos.values()].flat().toSorted();
  const pairs = stems.flatMap((stem) => [`Photos/2019/03/${stem}.jpg`, `Photos/2019/03/${stem}.mp4`]);
  expect(places.map((path) => path.toLowerCase())).toEqual(pairs.map((path) => path.toLowerCase()));
  expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
});

test('a .tgz that holds more than photos brings these in one pass, and nothing stays in staging', async () => {
  const drive = join(await temporaryFolder(), 'drive');
  const name = 'takeout-20260301T120000Z-001.tgz';
  await archived(join(drive, name), {
    [`${year}/A.jpg`]: await picture(1),
    [`${year}/A.jpg${details}`]: sidecar('A.jpg', '2019-03-01'),
    [`${year}/B.jpg`]: await picture(2),
    [`${year}/empty.jpg`]: '',
    [`${year}/B.jpg${details}`]: sidecar('B.jpg', '2019-04-01'),
    'Takeout/Google Photos/Trash/C.jpg': await picture(3),
    [`Takeout/Google Photos/Trash/C.jpg${details}`]: sidecar('C.jpg', '2019-05-01'),
    'Takeout/Drive/film.mp4': smallFilm(3),
  });
  const { fetch, backup, simulator } = await openDriveWorld(drive);
  expect((await fetch()).report).toMatchObject({ stored: 2, failed: 1 });
  expect([...(await readBackupFolder(backup)).photos.values()].flat().toSorted()).toEqual([
    'Photos/2019/03/A.jpg',
    'Photos/2019/04/B.jpg',
  ]);
  expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
  const { size } = await stat(join(drive, name));
  expect(simulator.statistics().driveFiles).toMatchObject([{ sent: size, sentAgain: 0 }]);
});

test('a .tgz that breaks off in its midst is continued from what waits, also when that has been damaged', async () => {
  const folder = await temporaryFolder();
  const drive = join(folder, 'drive');
  const account = { items: 30, albums: 1, seed: 5, itemBytes: 60_000 };
  const made = { ...account, out: drive, parts: 1, format: 'tgz' } as const;
  const sample = await writeTakeoutSample(made, createPictureStudio());
  const { fetch, backup, simulator } = await openDriveWorld(drive);
  const download = { operation: 'drive.files.download' };
  // Beginning and end are read first.
  const cut = { match: download, after: 2, times: 1, answer: { kind: 'truncate', afterBytes: 8_000_000 } } as const;
  const refused = { match: download, after: 2, answer: { kind: 'drive', reason: 'downloadQuotaExceeded' } } as const;
  simulator.planFaults({ rules: [cut, refused] });
  expect((await fetch()).problems).toContain('drive-download-quota');
  expect((await readBackupFolder(backup)).photos.size).toBe(0);
  const staging = join(backup, '.afterimage', 'staging');
  const waiting = (await readdir(staging)).filter((name) => name.endsWith('.part'));
  expect(waiting.length).toBeGreaterThan(5);
  const damaged = join(staging, waiting[0] ?? '');
  const lost = sha256Of(await readFile(damaged));
  await writeFile(damaged, Buffer.alloc(60_000));
  const inodesOf = async (paths: readonly string[]) =>
    Map.groupBy(
      await Promise.all(
        paths.map(async (path) => ({ ino: (await stat(path)).ino, sha256: sha256Of(await readFile(path)) })),
      ),
      ({ sha256 }) => sha256,
    );
  const before = await inodesOf(waiting.slice(1).map((name) => join(staging, name)));

  simulator.planFaults({});
  expect((await fetch()).report).toMatchObject({ outcome: 'complete', failed: 0 });
  await expectImported(backup, sample.truth);
  expect(await readdir(staging)).toEqual([]);
  const places = [...(await readBackupFolder(backup)).photos.values()].flat();
  const after = await inodesOf(places.map((path) => join(backup, path)));
  // What lies in the trash has no place.
  const kept = [...before].filter(([sha256]) => sha256 !== lost && after.has(sha256));
  expect(kept.length).toBeGreaterThan(5);
  for (const [sha256, waited] of kept) {
    const placed = new Set(after.get(sha256)?.map(({ ino }) => ino));
    const isMoved = waited.some(({ ino }) => placed.has(ino));
    expect(isMoved, 'what waited was moved, not written again').toBe(true);
  }
});

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test.each(['zip', 'tgz'])('what a filter left out of a .%s is fetched by a later run without it', async (ending) => {
  const drive = join(await temporaryFolder(), 'drive');
  await archived(join(drive, `takeout-20260301T120000Z-001.${ending}`), {
    [`${year}/A.jpg`]: await picture(1),
    [`${year}/A.jpg${details}`]: sidecar('A.jpg', '2019-03-01'),
    [`${year}/B.mp4`]: smallFilm(2),
    [`${year}/B.mp4${details}`]: sidecar('B.mp4', '2019-04-01'),
  });
  const { fetch, backup } = await openDriveWorld(drive);
  await fetch({ options: { filter: { include: ['*.mp4'], exclude: [], since: null, albumsOnly: false } } });
  expect((await readBackupFolder(backup)).photos.size).toBe(1);
  await fetch();
  expect((await readBackupFolder(backup)).photos.size).toBe(2);
});

test('nothing is stored of a .tgz whose bytes are not those that Google has', async () => {
  const folder = await temporaryFolder();
  const drive = join(folder, 'drive');
  const account = { items: 5, albums: 1, seed: 12, itemBytes: 6_000 };
  const { parts } = await writeTakeoutSample(
    { ...account, out: drive, parts: 1, format: 'tgz' },
    createPictureStudio(),
  );
  const { fetch, backup, simulator } = await openDriveWorld(drive);
  const name = basename(parts[0]?.path ?? '');
  await simulator.changeDrive({ action: 'misstate', file: name, md5Checksum: 'f'.repeat(32) });
  const { problems } = await fetch();
  expect(problems).toContain('drive-checksum');
  expect((await readBackupFolder(backup)).photos.size).toBe(0);
  expect(await readdir(join(backup, '.afterimage', 'staging'))).toEqual([]);
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
