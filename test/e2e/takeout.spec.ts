import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportsReport } from '../../electron/contract/takeout-models.ts';
import { createPictureStudio } from '../simulator/library/media/picture-studio.ts';
import type { TakeoutSample, TakeoutSampleOptions } from '../simulator/takeout/takeout-sample.ts';
import { writeTakeoutSample } from '../simulator/takeout/write-takeout-sample.ts';
import { readBackupFolder } from '../support/backup-folder.ts';
import { expect, holdBack, type RunningApp, setUp, test, untilComplete, untilUnderWay } from './app.ts';
import { dropFiles } from './drop-files.ts';
import { expectExportOnDisk } from './on-disk.ts';

const studio = createPictureStudio();

function sampleIn(out: string, options: Omit<TakeoutSampleOptions, 'out'> = {}): Promise<TakeoutSample> {
  return writeTakeoutSample(
    { out, items: 0, albums: 0, parts: 3, itemBytes: 2_560, absentItems: 'left out', ...options },
    studio,
  );
}

function card({ page }: RunningApp, name: string) {
  return page.getByRole('region', { name, exact: true });
}

async function goToTakeout({ page }: RunningApp): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Takeout' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Takeout' })).toBeVisible();
}

async function exportsOf({ state }: RunningApp): Promise<ExportsReport['exports']> {
  return (await state()).exports?.exports ?? [];
}

/** What lies under Photos, by content. */
async function storedIn(folder: string): Promise<readonly string[]> {
  return [...(await readBackupFolder(folder)).photos.keys()].toSorted();
}

test('a part that is dropped on another screen opens the import; the window stays with the app', async ({
  world,
}, testInfo) => {
  const sample = await sampleIn(testInfo.outputPath('sample'), { seed: 9, parts: 1 });
  const [part] = sample.parts;
  if (part === undefined) throw new Error('There is one part');
  const google = await world.google({ items: 0, albums: 0, seed: 9 });
  const app = await world.launch();
  const address = app.page.url();
  // Before anything can be imported it is refused, and the set-up stays.
  await dropFiles(app.page, [part.path]);
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText('What do you want to back up?');
  await setUp(app, google);
  await untilComplete(app);
  await expect(app.page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();

  await dropFiles(app.page, [part.path]);
  await expect(app.page.getByRole('heading', { level: 1, name: 'Takeout' })).toBeVisible();
  const offer = card(app, 'Ready to import');
  await offer.getByRole('button', { name: 'Show the export files' }).click();
  await expect(offer.getByRole('list').first()).toHaveText(part.name);
  await offer.getByRole('button', { name: 'Import 1 export file' }).click();
  await expect(card(app, 'Last import')).toContainText('Import complete');
  expect(app.page.url().split('#')[0]).toBe(address.split('#')[0]);
  expect(await app.log()).not.toContain('Navigation denied');
});

test('two parts are dropped, the third comes into the watch folder bit by bit, and what is in doubt is listed', async ({
  world,
}, testInfo) => {
  // One of the files that Google failed to export leaves a photo in doubt.
  const sample = await sampleIn(testInfo.outputPath('sample'), { seed: 5, absentItems: 'shown' });
  const [first, late, third] = sample.parts;
  if (first === undefined || late === undefined || third === undefined) throw new Error('There are three parts');
  const google = await world.google({ items: 0, albums: 0, seed: 5 });
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  await goToTakeout(app);
  await expect(card(app, 'How to order the export').getByRole('img')).toHaveCount(4);

  await dropFiles(app.page, [first.path, third.path]);
  const offer = card(app, 'Ready to import');
  await expect(offer).toContainText(`Not among them: ${late.name}.`);
  await offer.getByRole('button', { name: 'Import 2 export files' }).click();
  await expect(card(app, 'Last import')).toContainText('Import complete');
  const latest = card(app, 'Exports').getByRole('listitem').first();
  await expect(latest.getByRole('list').first().getByRole('listitem')).toHaveText([
    /Export file 1: imported$/,
    /Export file 2: missing$/,
    /Export file 3: imported$/,
  ]);
  const given = new Set([first.name, third.name]);
  const early = sample.truth.filter(({ paths }) => paths.some(({ part }) => given.has(part)));
  expect(await storedIn(world.folder)).toEqual(early.map(({ sha256 }) => sha256));

  const downloads = testInfo.outputPath('downloads');
  await mkdir(downloads);
  await app.willChoose(downloads);
  const watch = card(app, 'Watch folder');
  await watch.getByRole('button', { name: 'Watch a folder…' }).click();
  await expect(watch.getByRole('switch')).toBeChecked();
  const bytes = await readFile(late.path);
  const unfinished = join(downloads, `${late.name}.crdownload`);
  await writeFile(unfinished, bytes.subarray(0, 100_000));
  await expect(watch.getByRole('listitem')).toContainText('still being written');
  expect(await exportsOf(app)).toMatchObject([{ missingParts: [2] }]);
  await appendFile(unfinished, bytes.subarray(100_000));
  await rename(unfinished, join(downloads, late.name));
  // It is checked twice, ten seconds apart, before anybody opens it.
  await expect
    .poll(
      async () => {
        await app.advance(11_000);
        return (await exportsOf(app))[0]?.state;
      },
      { timeout: 120_000 },
    )
    .toBe('losses');
  await expect(card(app, 'Last import')).toContainText('from the watch folder');
  await expectExportOnDisk(sample.truth, world.folder);
  await expect(watch).toContainText('No export files are waiting there.');

  await app.page.getByRole('link', { name: '1 photo with uncertain details' }).click();
  const doubtful = app.page.getByRole('list', { name: 'Photos with uncertain details' }).getByRole('listitem');
  await expect(doubtful).toHaveCount(1);
  await expect(doubtful).toContainText('stranger 00.jpg');
  await expect(doubtful).toContainText('with another number');
});

test('an import waits for the backup in progress; the same part again stores nothing', async ({ world }, testInfo) => {
  const sample = await sampleIn(testInfo.outputPath('sample'), { seed: 6, parts: 1 });
  const paths = sample.parts.map(({ path }) => path);
  const google = await world.google({ items: 120, albums: 2, seed: 96, itemBytes: 60_000 });
  const { letGo } = holdBack(google, 40);
  const app = await world.launch();
  await setUp(app, google);
  await untilUnderWay(app, 10);
  await goToTakeout(app);
  await dropFiles(app.page, paths);
  await card(app, 'Ready to import').getByRole('button', { name: 'Import 1 export file' }).click();
  await expect(card(app, 'Import waiting')).toContainText('Another backup or import is running');
  letGo();
  const last = card(app, 'Last import');
  await expect(last).toContainText('new photos and videos stored', { timeout: 120_000 });
  const stored = await storedIn(world.folder);
  for (const { sha256 } of sample.truth) expect(stored).toContain(sha256);
  expect((await app.state()).lastRun).toMatchObject({ source: 'library', outcome: 'complete' });

  await last.getByRole('button', { name: 'Dismiss' }).click();
  // Nobody lets go of files while the page moves under them.
  await expect(last).toBeHidden();
  await dropFiles(app.page, paths);
  await card(app, 'Ready to import').getByRole('button', { name: 'Import 1 export file' }).click();
  await expect(last).toContainText('Nothing new: all of it was in the backup already');
  expect(await storedIn(world.folder)).toEqual(stored);
});

test('the program quits mid-import: the next start resumes automatically', async ({ world }, testInfo) => {
  const sample = await sampleIn(testInfo.outputPath('sample'), { items: 300, albums: 6, seed: 7, itemBytes: 40_000 });
  const google = await world.google({ items: 0, albums: 0, seed: 5 });
  const first = await world.launch();
  await setUp(first, google);
  await untilComplete(first);
  await goToTakeout(first);
  await dropFiles(
    first.page,
    sample.parts.map(({ path }) => path),
  );
  await card(first, 'Ready to import').getByRole('button', { name: 'Import 3 export files' }).click();
  await untilUnderWay(first, 20);
  await first.quit();
  expect((await storedIn(world.folder)).length).toBeLessThan(sample.truth.length);

  const second = await world.launch();
  await expect.poll(async () => (await exportsOf(second))[0]?.complete, { timeout: 120_000 }).toBe(true);
  await expectExportOnDisk(sample.truth, world.folder);
});

test('what is no part, and a part that is cut off, are told with the way out', async ({ world }, testInfo) => {
  const sample = await sampleIn(testInfo.outputPath('sample'), { seed: 8, parts: 1 });
  const [part] = sample.parts;
  if (part === undefined) throw new Error('There is a part');
  const given = testInfo.outputPath('given');
  await mkdir(given);
  const holiday = join(given, 'holiday.txt');
  await writeFile(holiday, 'no archive');
  const cut = join(given, part.name);
  await writeFile(cut, (await readFile(part.path)).subarray(0, 200_000));
  const google = await world.google({ items: 0, albums: 0, seed: 5 });
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  await goToTakeout(app);

  await dropFiles(app.page, [holiday]);
  const nothing = card(app, 'Nothing in it can be imported');
  await expect(nothing).toContainText('holiday.txt: This file is no archive.');
  await nothing.getByRole('button', { name: 'Not now' }).click();
  await dropFiles(app.page, [cut]);
  await card(app, 'Ready to import').getByRole('button', { name: 'Import 1 export file' }).click();
  await expect(card(app, 'Last import')).toContainText('The end of this export file is missing');
  await expect(card(app, 'Exports')).toContainText('An export file is broken');

  await dropFiles(app.page, [part.path]);
  await card(app, 'Ready to import').getByRole('button', { name: 'Import 1 export file' }).click();
  await expect.poll(async () => (await exportsOf(app))[0]?.complete, { timeout: 120_000 }).toBe(true);
  await expectExportOnDisk(sample.truth, world.folder);
});
