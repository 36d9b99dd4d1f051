import { hash } from 'node:crypto';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problem } from '../../../electron/contract/problem.ts';
import { catalogFile } from '../../../electron/engine/backup/open-catalog.ts';
import { indexPage } from '../../simulator/takeout/index-page.ts';
import { openDriveWorld } from '../../support/drive-world.ts';
import { archived, details, picture, sidecar, year } from '../../support/hand-made-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { runsOf } from '../../support/test-environment.ts';

const never = new AbortController().signal;
const stamps = ['20260101T120000Z', '20260301T120000Z', '20260501T120000Z'];
const mail = '20260701T120000Z';
const fileOf = (stamp: string): string => `takeout-${stamp}-001.zip`;

/** What may have become of an export since it was imported and verified; SQL with the name of one photo of it. */
const fates = {
  none: () => '',
  'a photo is missing': (photo: string) => `UPDATE asset SET state = 'missing' WHERE ${photo}`,
  'a photo is changed': (photo: string) => `UPDATE asset SET verified_outcome = 'changed' WHERE ${photo}`,
  'a photo was never read again': (photo: string) => `UPDATE asset SET verified_at = '' WHERE ${photo}`,
  'a photo was read before it was stored': (photo: string) =>
    `UPDATE asset SET verified_at = '2020-01-01T00:00:00.000Z' WHERE ${photo}`,
  'something is known to be wrong': (photo: string) =>
    `INSERT INTO finding (thing, fault, path, asset_id, since, seen_at)
     SELECT 'sidecar', 'changed', path, id, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM asset WHERE ${photo}`,
  'a photo was not stored': (photo: string) =>
    `UPDATE item SET state = 'failed', asset_id = NULL WHERE asset_id = (SELECT id FROM asset WHERE ${photo})`,
  'it was not compared with its index': (_: string, stamp: string) =>
    `UPDATE export SET review_due = 1 WHERE stamp = '${stamp}'`,
  'a sum was wrong': (_: string, stamp: string) => wrongSum(stamp, '2099-01-01T00:00:00.000Z'),
  'a sum was wrong before it was read again': (_: string, stamp: string) => wrongSum(stamp, '2020-01-01T00:00:00.000Z'),
  'a part came later': (_: string, stamp: string) =>
    `UPDATE part SET state = 'arrived' WHERE export_id = (SELECT id FROM export WHERE stamp = '${stamp}')`,
} as const;
type Fate = keyof typeof fates;
/** The fates that prove nothing against an export. */
const harmless: ReadonlySet<Fate> = new Set(['none', 'a sum was wrong before it was read again']);

/** As a fetch tells of a file whose bytes are not those that Google has. */
function wrongSum(stamp: string, at: string): string {
  const body = JSON.stringify({
    ...problem('drive-checksum', { subject: fileOf(stamp) }),
    detail: 'Google Drive says f.',
  });
  return `INSERT INTO problem (code, body, since, at) VALUES ('drive-checksum', '${body.replaceAll("'", "''")}', '${at}', '${at}')`;
}

/** What may have become of its file in Drive. */
const places = ['there', 'in the trash', 'gone', "somebody else's"] as const;

test('exactly the files of complete and verified exports go to the trash, whatever state the others are in', async () => {
  const folder = await temporaryFolder();
  const drive = join(folder, 'drive');
  for (const [index, stamp] of [...stamps, mail].entries()) {
    const photos = [1, 2, 3].map((number) => `IMG_${index * 10 + number}.jpg`);
    const files = Object.fromEntries(
      await Promise.all(
        photos.flatMap((name, at) => [
          picture(index * 10 + at).then((bytes) => [`${year}/${name}`, bytes] as const),
          Promise.resolve([`${year}/${name}${details}`, sidecar(name, `2019-0${at + 1}-01`)] as const),
        ]),
      ),
    );
    const page = { container: 'Google Photos', email: 'first@example.com', files: Object.keys(files), failed: [] };
    const others = stamp === mail ? { 'Takeout/Mail/All mail.mbox': 'From somebody' } : {};
    const index_ = { 'Takeout/archive_browser.html': indexPage(page) };
    await archived(join(drive, fileOf(stamp)), { ...files, ...others, ...index_ });
  }
  const { engine, request, simulator, fetch, data } = await openDriveWorld(drive);
  expect((await fetch()).report).toMatchObject({ failed: 0, stored: 12 });
  expect((await engine.verify(request.destination, () => undefined, never)).ok).toBe(true);
  const file = catalogFile(data, request.destination.identity);
  await copyFile(file, join(folder, 'proved.sqlite'));

  const state = fc.record({
    fate: fc.oneof(
      { weight: 2, arbitrary: fc.constant<Fate>('none') },
      fc.constantFrom(...(Object.keys(fates) as Fate[])),
    ),
    place: fc.oneof({ weight: 3, arbitrary: fc.constant('there' as const) }, fc.constantFrom(...places)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(state, { minLength: stamps.length, maxLength: stamps.length }), async (states) => {
      for (const ending of ['-wal', '-shm']) await rm(`${file}${ending}`, { force: true });
      await copyFile(join(folder, 'proved.sqlite'), file);
      const expected = await arrange(states);
      const done = await engine.tidyDrive(request, never);
      if (!done.ok) throw new Error(done.problem.title);
      expect(done.value.files.map(({ name }) => name).toSorted()).toEqual(expected.toSorted());
      const before = stamps.filter((_, index) => states[index]?.place === 'in the trash').map(fileOf);
      const trashed = (await simulator.driveFiles()).filter((one) => one.trashed).map(({ name }) => name);
      expect(trashed.toSorted()).toEqual([...expected, ...before].toSorted());
      const undone = await engine.untidyDrive(request, never);
      if (!undone.ok) throw new Error(undone.problem.title);
      expect(undone.value.files.map(({ name }) => name).toSorted()).toEqual(expected.toSorted());
      const still = (await simulator.driveFiles()).filter((one) => one.trashed).map(({ name }) => name);
      expect(still.toSorted(), 'what a person threw away stays there').toEqual(before.toSorted());
    }),
    { numRuns: runsOf(25) },
  );

  /** Brings catalog and Drive into these states; returns the files that may go. */
  async function arrange(states: readonly { readonly fate: Fate; readonly place: (typeof places)[number] }[]) {
    const database = new DatabaseSync(file);
    for (const [index, stamp] of stamps.entries()) {
      const { fate, place } = states[index] ?? { fate: 'none', place: 'there' };
      database.exec(fates[fate](`path LIKE '%IMG\\_${index * 10 + 1}.jpg' ESCAPE '\\'`, stamp));
      await simulator.changeDrive({ action: 'restore', file: fileOf(stamp) });
      await simulator.changeDrive({ action: place === "somebody else's" ? 'disown' : 'own', file: fileOf(stamp) });
      if (place === 'in the trash') await simulator.changeDrive({ action: 'trash', file: fileOf(stamp) });
      // Known by another id: what was imported is not there any more.
      if (place === 'gone')
        database.exec(`UPDATE drive_file SET file_id = 'gone-${index}' WHERE name = '${fileOf(stamp)}'`);
    }
    database.close();
    return stamps
      .filter((_, index) => harmless.has(states[index]?.fate ?? 'none') && states[index]?.place === 'there')
      .map(fileOf);
  }
});

test('an export of which one file had a wrong sum stays as a whole, until Google tells the sum that it has', async () => {
  const folder = await temporaryFolder();
  const drive = join(folder, 'drive');
  const [stamp = ''] = stamps;
  const [good, wrong] = [`takeout-${stamp}-001.zip`, `takeout-${stamp}-002.zip`];
  const names = ['IMG_1.jpg', 'IMG_2.jpg'];
  const parts = await Promise.all(
    names.map(async (name, index) => ({
      [`${year}/${name}`]: await picture(index),
      [`${year}/${name}${details}`]: sidecar(name, '2019-01-01'),
    })),
  );
  const page = { container: 'Google Photos', email: 'first@example.com', failed: [] };
  const listed = indexPage({ ...page, files: parts.flatMap((files) => Object.keys(files)) });
  await archived(join(drive, good), { ...parts[0], 'Takeout/archive_browser.html': listed });
  await archived(join(drive, wrong), { ...parts[1] });
  const { engine, request, simulator, fetch } = await openDriveWorld(drive);
  const sum = hash('md5', await readFile(join(drive, wrong)));
  await simulator.changeDrive({ action: 'misstate', file: wrong, md5Checksum: 'f'.repeat(32) });
  expect(await fetch()).toMatchObject({ report: { stored: 2, failed: 0 }, problems: ['drive-checksum'] });
  expect((await engine.verify(request.destination, () => undefined, never)).ok).toBe(true);

  const planned = async () => {
    const plan = engine.planDriveTidy(request);
    if (!plan.ok) throw new Error(plan.problem.title);
    return { files: plan.value.files.map(({ name }) => name), kept: plan.value.kept };
  };
  // Every photo of it is stored and was read again.
  expect(await planned()).toEqual({ files: [], kept: [{ stamp, files: 1, reason: 'wrong checksum' }] });
  const done = await engine.tidyDrive(request, never);
  expect(done).toMatchObject({ ok: true, value: { files: [] } });
  expect((await simulator.driveFiles()).filter((one) => one.trashed)).toEqual([]);

  await simulator.changeDrive({ action: 'misstate', file: wrong, md5Checksum: sum });
  expect((await fetch()).problems).toEqual([]);
  expect((await planned()).files).toEqual([good, wrong]);
});
