import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { UploadTruth } from '../simulator/library/library-model.ts';
import type { Simulator } from '../simulator/server/simulator.ts';
import { photosInAlbum } from '../support/album-export.ts';
import { writeTree } from '../support/small-export.ts';
import { type AppWorld, expect, type RunningApp, test } from './app.ts';

const email = 'first@example.com';
/** A restore takes some hundred requests, on a machine that may be busy with other tests. */
const slow = { timeout: 120_000 } as const;

/** An app whose backup is an imported export with one album, signed in without a permission to upload. */
async function withAlbum(world: AppWorld, google: Simulator, photos: number): Promise<RunningApp> {
  const app = await world.launch();
  const { ask, state, willChoose } = app;
  expect(await ask('client.set', { text: JSON.stringify(google.client) })).toMatchObject({ ok: true });
  expect(await ask('setup.plan', { door: 'library' })).toMatchObject({ ok: true });
  expect(await ask('account.signIn', { capability: 'picker', account: null })).toMatchObject({ ok: true });
  const chosen = await ask('destination.choose', null);
  if (!chosen.ok || chosen.value === null) throw new Error('No folder was chosen');
  expect(await ask('destination.use', { choice: chosen.value.choice })).toMatchObject({ ok: true });
  expect(await ask('setup.finish', null)).toMatchObject({ ok: true });
  const folder = join(world.profile, '..', 'export');
  await mkdir(folder, { recursive: true });
  await willChoose(await writeTree(folder, await photosInAlbum('Rome', photos)));
  const offered = await ask('takeout.chooseParts', { what: 'folder' });
  if (!offered.ok || offered.value === null) throw new Error('No export was found');
  expect(await ask('takeout.import', { offer: offered.value.offer, includeTrash: false })).toMatchObject({ ok: true });
  await expect.poll(async () => (await state()).takeout.import?.now.stage, slow).toBe('ended');
  await ask('takeout.dismiss', null);
  return app;
}

/** What was made of uploads at Google. */
async function uploads(google: Simulator): Promise<readonly UploadTruth[]> {
  const lines = (await (await fetch(`${google.url}/simulator/uploads`)).text()).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as UploadTruth);
}

async function stageOf({ state }: RunningApp): Promise<string | undefined> {
  return (await state()).restore?.now.stage;
}

/** Goes to the plan of the whole backup, and agrees to it. */
async function beginAll(app: RunningApp): Promise<void> {
  const selection = { albums: null, years: null, search: null, missing: false };
  expect(await app.ask('restore.plan', { selection, account: null })).toMatchObject({ ok: true });
  await expect.poll(() => stageOf(app), slow).toBe('planned');
  expect(await app.ask('restore.start', { typedEmail: email })).toMatchObject({ ok: true });
}

test('an album is restored into an empty account: permission, plan, typed address, report; a second time sends nothing', async ({
  world,
}) => {
  const google = await world.google({ items: 0, albums: 0 });
  const app = await withAlbum(world, google, 12);
  const { page } = app;
  const asked = async () => (await app.openedInBrowser()).join('\n');
  expect(await asked()).not.toContain('photoslibrary.appendonly');

  await page.getByRole('link', { name: 'Albums' }).click();
  await page.getByRole('link', { name: /^Rome/ }).click();
  await page.getByRole('button', { name: 'Restore…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Restore' })).toBeVisible();
  await expect(page.getByText('Album “Rome”')).toBeVisible();
  await page.getByRole('button', { name: 'Show the plan' }).click();

  const upload = page.getByRole('button', { name: `Upload 12 items to ${email}` });
  await expect(upload).toBeVisible(slow);
  expect(await asked()).toContain('photoslibrary.appendonly');
  // The export does not say whose it is, so the account may hold the photos.
  await expect(page.getByText(`${email} may still hold these photos`)).toBeVisible();
  await expect(upload).toBeDisabled();
  expect(await uploads(google)).toEqual([]);
  await page.getByRole('textbox', { name: `Type ${email} to confirm` }).fill(email);
  await upload.click();

  await expect(page.getByText(`12 items are in ${email}, checked`)).toBeVisible(slow);
  await expect(page.getByText('1 album matches your backup.')).toBeVisible();
  const arrived = await uploads(google);
  expect(arrived).toHaveLength(12);
  expect(new Set(arrived.map(({ sha256 }) => sha256)).size).toBe(12);
  expect(arrived.every(({ albums, taken }) => albums[0]?.title === 'Rome' && taken.startsWith('2019-08'))).toBe(true);
  await page.getByRole('button', { name: 'Done' }).click();

  google.resetStatistics();
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await expect(page.getByText('Nothing to upload')).toBeVisible(slow);
  await page.getByRole('button', { name: 'Done' }).click();
  // The permission to look is for this alone: no backup of the library begins.
  expect((await app.state()).recentRuns.filter(({ source }) => source === 'library')).toEqual([]);
  const { requests } = google.statistics();
  expect(requests['uploads'] ?? 0).toBe(0);
  expect(await uploads(google)).toHaveLength(12);
});

test("the day's limit is waited for, paused, taken up after a restart, and resumed by itself until all is there", async ({
  world,
}) => {
  test.slow();
  const google = await world.google({ items: 0, albums: 0, dailyRequests: 25 });
  let app = await withAlbum(world, google, 30);
  await app.ask('settings.change', { dailyRequestLimit: 25 });
  await beginAll(app);
  await expect.poll(() => stageOf(app), slow).toBe('waiting');

  await app.page.evaluate(() => {
    window.location.hash = '#/restore';
  });
  await expect(app.page.getByText("Waiting for tomorrow's requests")).toBeVisible();
  await expect(app.page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^\d+ of 30$/);
  const lines = ((await app.tray())?.entries ?? []).map((entry) => ('label' in entry ? entry.label : ''));
  expect(lines.join('\n')).toMatch(/Restore waits for tomorrow's requests: \d+ of 30 sent/);
  expect((await app.state()).statusText.key).toBe('status.with-restore');

  await app.page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => stageOf(app)).toBe('paused');
  const before = (await uploads(google)).length;
  await app.quit();
  app = await world.launch();
  // What a person has paused stays so.
  await expect.poll(() => stageOf(app)).toBe('paused');
  expect(await app.ask('restore.resume', null)).toMatchObject({ ok: true });
  await expect.poll(() => stageOf(app), slow).toBe('waiting');
  await app.quit();
  app = await world.launch();
  await expect.poll(() => stageOf(app), slow).toBe('waiting');
  expect(await uploads(google)).toHaveLength(before);

  let days = 1;
  let gone = 0;
  for (; days < 8 && (await stageOf(app)) !== 'ended'; days += 1) {
    const { restore } = await app.state();
    if (restore?.now.stage !== 'waiting') break;
    const { until } = restore.now;
    // The clocks of app and Google go ahead of the machine's.
    const step = Date.parse(until) - (Date.now() + gone) + 60_000;
    gone += step;
    google.advance(step / 1_000);
    await app.advance(step);
    const passed = async () => {
      const stage = (await app.state()).restore?.now;
      return stage?.stage === 'ended' || (stage?.stage === 'waiting' && stage.until !== until);
    };
    await expect.poll(passed, slow).toBe(true);
  }
  await expect.poll(() => stageOf(app), slow).toBe('ended');
  expect(days).toBeGreaterThan(1);
  const arrived = await uploads(google);
  expect(arrived).toHaveLength(30);
  expect(arrived.every(({ albums }) => albums.length === 1 && albums[0]?.title === 'Rome')).toBe(true);
  expect((await app.notices()).filter(({ kind }) => kind === 'restore').length).toBeLessThanOrEqual(1);
});
