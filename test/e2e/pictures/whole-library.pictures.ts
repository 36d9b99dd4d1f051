import { appendFile, copyFile, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeTakeoutSample } from '../../simulator/takeout/write-takeout-sample.ts';
import { expect, test } from '../app.ts';
import { dropFiles } from '../drop-files.ts';
import { takePictures } from './camera.ts';
import { folderForPictures, goTo, until } from './stage.ts';

const day = 24 * 3_600_000;

test('the whole library, from the first screen to what was damaged', async ({ world }, testInfo) => {
  const downloads = testInfo.outputPath('Downloads');
  await mkdir(downloads, { recursive: true });
  await world.google({ items: 0, albums: 0 });
  const app = await world.launch([], { XDG_DOWNLOAD_DIR: downloads });
  const { page } = app;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const backup = await folderForPictures('disk-7');
  await app.willChoose(backup);

  await press('Continue');
  await press('Choose a folder…');
  await press('Use “Photo backup”');
  await press('Continue');
  await page.getByRole('heading', { level: 1, name: 'Order your export' }).waitFor();
  await takePictures(app, 'setup-order', 'whole');
  await press('Open Google Takeout');
  await press('I’ve ordered it');
  await page.getByRole('radio', { name: 'I’ll download it myself' }).click();
  await takePictures(app, 'setup-arrives', 'whole');
  await press('Watch Downloads');
  await press('Continue');
  await press('Finish');
  await page.getByRole('heading', { level: 2, name: /Waiting for Google/ }).waitFor();
  await takePictures(app, 'overview-ordered', 'whole');

  const out = testInfo.outputPath('sample');
  const { parts } = await writeTakeoutSample({
    out,
    items: 260,
    albums: 8,
    seed: 31,
    parts: 3,
    absentItems: 'left out',
  });
  const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const delivered = parts.map(({ path }) => join(downloads, basename(path).replace(/\d{8}T\d{6}Z/, stamp)));
  await Promise.all(parts.map(({ path }, index) => copyFile(path, delivered[index] ?? '')));
  await dropFiles(page, delivered);
  await press('Import 3 export files');
  await until(app, ({ takeout }) => takeout.import?.now.stage === 'ended');
  await press('See what came back');
  await page.getByRole('heading', { level: 1, name: 'Your photos are back' }).waitFor();
  await takePictures(app, 'takeout-came-back', 'whole');
  await goTo(app, 'overview');
  await page.getByRole('heading', { level: 2, name: /^Covered to / }).waitFor();
  await app.ask('destination.verify', null);
  await until(app, ({ verification }) => verification?.stage === 'ended');
  await takePictures(app, 'overview-covered', 'whole');
  await goTo(app, 'photos/map');
  await page.getByRole('heading', { level: 1, name: 'Coverage map' }).waitFor();
  await takePictures(app, 'coverage-map');

  const [line = ''] = (await readFile(join(backup, 'SHA256SUMS'), 'utf8')).split('\n');
  await appendFile(join(backup, line.slice(66)), 'spoilt');
  await app.advance(day);
  await app.ask('destination.verify', null);
  await until(app, ({ backup: { level } }) => level === 'red');
  await goTo(app, 'overview');
  await takePictures(app, 'overview-damaged', 'whole');
  await press('See damaged files');
  await expect(page.getByRole('button', { name: 'Repair' })).toBeVisible();
  await takePictures(app, 'repair', 'whole');
});
