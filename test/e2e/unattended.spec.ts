import { appendFile, copyFile, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import { createPictureStudio } from '../simulator/library/media/picture-studio.ts';
import type { TakeoutSample, TakeoutSampleOptions } from '../simulator/takeout/takeout-sample.ts';
import { writeTakeoutSample } from '../simulator/takeout/write-takeout-sample.ts';
import { isLong } from '../support/test-environment.ts';
import { expect, type RunningApp, test } from './app.ts';
import { dropFiles } from './drop-files.ts';
import { expectExportOnDisk } from './on-disk.ts';

const studio = createPictureStudio();
const hour = 60 * 60_000;
const day = 24 * hour;
/** In full length: as many photos as somebody has who has taken some for a few years. */
const wholeItems = isLong() ? 3_000 : 40;

function sampleIn(info: TestInfo, name: string, options: Partial<TakeoutSampleOptions>): Promise<TakeoutSample> {
  const account = {
    items: wholeItems,
    albums: 4,
    seed: 17,
    itemBytes: 2_560,
    absentItems: 'left out',
  } as const;
  return writeTakeoutSample({ ...account, ...options, out: info.outputPath(name) }, studio);
}

/** What a part is called in an export that was made at another time: samples are all of the same September. */
function nameAt(path: string, at: number): string {
  const stamp = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return basename(path).replace(/\d{8}T\d{6}Z/, stamp);
}

async function deliver(parts: readonly { readonly path: string }[], folder: string, at: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const delivered = parts.map(({ path }) => ({ path, to: join(folder, nameAt(path, at)) }));
  for (const { path, to } of delivered) await copyFile(path, to);
  return delivered.map(({ to }) => to);
}

function heading(app: RunningApp, name: string | RegExp) {
  return app.page.getByRole('heading', { level: 1, name });
}

/** The sentence of state on the Overview; the tray says the same. */
async function expectState(app: RunningApp, says: string | RegExp, icon: string): Promise<void> {
  await expect(app.page.getByRole('heading', { level: 2, name: says })).toBeVisible();
  await expectTray(app, says, icon);
}

async function expectTray(app: RunningApp, says: string | RegExp, icon: string): Promise<void> {
  const tray = await app.tray();
  expect(tray?.icon).toBe(icon);
  expect(tray?.tooltip).toMatch(says);
}

/** From the first screen to how exports arrive: nothing of Google Cloud is asked for on the way. */
async function upToPickup(app: RunningApp): Promise<void> {
  const press = (name: string) => app.page.getByRole('button', { name, exact: true }).click();
  await expect(heading(app, 'What do you want to back up?')).toBeVisible();
  await press('Continue');
  await press('Choose a folder…');
  await press('Use “backup”');
  await press('Continue');
  await expect(heading(app, 'Order your export')).toBeVisible();
  const buttons = () =>
    app.page.getByRole('button', { name: /^(Open Google Takeout|I’ve ordered it)$/ }).allTextContents();
  const before = await buttons();
  await press('Open Google Takeout');
  await expect.poll(async () => (await app.openedInBrowser()).at(-1)).toContain('takeout.google.com');
  // Each stays in its place: a double click says no more than that the page was opened.
  expect(await buttons()).toEqual(before);
  await press('I’ve ordered it');
  await expect(heading(app, 'How should exports arrive?')).toBeVisible();
}

/** Lets time go by in steps until something is so. */
async function untilAfter(
  app: RunningApp,
  step: number,
  isSo: () => Promise<boolean>,
  google?: { readonly advance: (seconds: number) => void },
): Promise<void> {
  await expect
    .poll(
      async () => {
        if (await isSo()) return true;
        google?.advance(step / 1_000);
        await app.advance(step);
        return isSo();
      },
      { timeout: 240_000 },
    )
    .toBe(true);
}

test('my whole library by download: ordered, watched, incomplete, covered, damaged, repaired, overdue', async ({
  world,
}, info) => {
  test.slow();
  const sample = await sampleIn(info, 'sample', { parts: 3, items: 20 });
  const [first, late, third] = sample.parts;
  if (first === undefined || late === undefined || third === undefined) throw new Error('There are three parts');
  const downloads = info.outputPath('Downloads');
  await mkdir(downloads);
  await world.google({ items: 0, albums: 0 });
  const app = await world.launch([], { XDG_DOWNLOAD_DIR: downloads });
  const { page } = app;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await upToPickup(app);
  await page.getByRole('radio', { name: 'I’ll download it myself' }).click();
  await press('Watch Downloads');
  await press('Continue');
  await expect(heading(app, 'Waiting for Google’s export')).toBeVisible();
  await press('Finish');
  await expectState(app, /Waiting for Google's export, usually 1–3 days/, 'attention');

  const made = Date.now();
  await deliver([first, third], downloads, made);
  const stateOf = async () => (await app.state()).exports?.exports[0]?.state;
  await untilAfter(app, 11_000, async () => (await stateOf()) === 'incomplete');
  await expectState(app, /Export file 2 of .* is missing/, 'attention');
  const [export_] = (await app.state()).exports?.exports ?? [];
  expect(export_?.missingParts).toEqual([2]);

  const [latePath = ''] = await deliver([late], downloads, made);
  await untilAfter(app, 11_000, async () => (await stateOf()) === 'complete');
  await expectState(app, /^(Afterimage: )?Covered to /, 'done');
  await expectExportOnDisk(sample.truth, world.folder);
  expect((await app.state()).accounts).toEqual([]);
  expect((await app.notices()).filter(({ kind }) => kind === 'obstacle')).toEqual([]);

  // A photo goes bad on the disk; the daily check finds it.
  const [line = ''] = (await readFile(join(world.folder, 'SHA256SUMS'), 'utf8')).split('\n');
  await appendFile(join(world.folder, line.slice(66)), 'spoilt');
  await untilAfter(app, day, async () => (await app.state()).backup.level === 'red');
  await expectState(app, /1 file in your backup folder is missing or damaged/, 'error');
  await press('See damaged files');
  await page.getByRole('button', { name: 'Repair' }).click();
  await expect.poll(async () => (await app.state()).run).toBeNull();
  // Nobody but the export has it: its files, dropped once more, put it right.
  const all = await Promise.all([first, third].map(({ path }) => join(downloads, nameAt(path, made))));
  await dropFiles(page, [...all, latePath]);
  await page.getByRole('button', { name: /^Import 3 export files$/ }).click();
  await expect.poll(async () => (await app.state()).backup.level, { timeout: 120_000 }).toBe('green');
  await expectExportOnDisk(sample.truth, world.folder);

  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click();
  await app.advance(70 * day);
  await expectState(app, /Covered to .* The export due on .* hasn't arrived/, 'attention');
});

test(
  'my whole library from Google Drive: signed in once, and nobody touches the app again',
  { tag: '@long' },
  async ({ world }, info) => {
    test.slow();
    const full = await sampleIn(info, 'full', { parts: 4 });
    const drive = info.outputPath('drive');
    await mkdir(drive);
    const google = await world.google({ items: 0, albums: 0, drive: { folder: drive, arrivesSeconds: hour / 1_000 } });
    const app = await world.launch();
    const { page } = app;
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await upToPickup(app);
    await page.getByRole('radio', { name: 'From Google Drive' }).click();
    await page.getByRole('radio', { name: 'Unattended' }).click();
    await press('Continue');
    await app.willChoose(google.clientFile);
    await press('Choose the file…');
    await expect(page.getByText('This is the right file')).toBeVisible();
    await press('Continue');
    await press('It is published');
    await press('Sign in with Google');
    await press('Continue');
    await expect(heading(app, 'Waiting for Google’s export')).toBeVisible();
    await press('Finish');
    await expectState(app, /Waiting for Google's export, usually 1–3 days/, 'attention');
    const asked = (await app.openedInBrowser()).filter((url) => url.includes('/o/oauth2/'));
    expect(asked.join()).toContain('drive.readonly');
    expect(asked.join()).not.toContain('photoslibrary');

    // From here on only time goes by: the window is closed, and what goes on is seen on the disk and in the tray.
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(app.isVisible).toBe(false);
    const ordered = Date.now();
    await deliver(full.parts, drive, ordered + 2 * day);
    await untilAfter(app, 31 * 60_000, async () => (await app.state()).backup.level === 'green', google);
    await expectTray(app, /^Afterimage: Covered to /, 'done');
    await expectExportOnDisk(full.truth, world.folder);
    const until = (await app.state()).backup.coveredUntil;

    const next = await sampleIn(info, 'next', { incrementalOf: info.outputPath('full'), parts: 1 });
    google.advance((58 * day) / 1_000);
    await app.advance(58 * day);
    await deliver(next.parts, drive, ordered + 62 * day);
    await untilAfter(app, 31 * 60_000, async () => (await app.state()).backup.coveredUntil !== until, google);
    await expectTray(app, /^Afterimage: Covered to /, 'done');
    await expectExportOnDisk(next.truth, world.folder);
    expect(await app.isVisible(), 'nothing has opened the window').toBe(false);
    await app.clickTray('open');
    await expect.poll(app.isVisible).toBe(true);
    await expectState(app, /^(Afterimage: )?Covered to /, 'done');
    expect((await app.openedInBrowser()).filter((url) => url.includes('/o/oauth2/'))).toHaveLength(asked.length);
  },
);
