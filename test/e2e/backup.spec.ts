import { rename } from 'node:fs/promises';
import { expect, holdBack, setUp, test, untilComplete, untilIdle, untilUnderWay } from './app.ts';
import { expectOnDisk } from './on-disk.ts';

test('a first backup, a quit mid-run, and the next start that continues @real', async ({ world }) => {
  const google = await world.google({ items: 120, albums: 6, seed: 3, itemBytes: 60_000 });
  const { letGo } = holdBack(google, 40);
  const first = await world.launch();
  await setUp(first, google);
  await untilUnderWay(first, 10);
  expect((await first.tray())?.icon).toBe('running');
  await first.quit();
  letGo();

  const second = await world.launch();
  await expect(second.page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  if ((await second.state()).lastRun?.outcome !== 'complete') await second.ask('backup.start', { full: false });
  await untilComplete(second);
  await expectOnDisk(google, world.folder);
  expect(google.statistics().itemsDeliveredAgain).toBeLessThan(20);
  expect((await second.state()).nextRuns).toHaveLength(3);
});

test('closing the window leaves the tray, which can back up and open again @real', async ({ world }) => {
  const google = await world.google({ items: 40, albums: 2, seed: 4 });
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(app.isVisible).toBe(false);
  const closingTold = async () => (await app.notices()).filter(({ kind }) => kind === 'in-tray').length;
  await expect.poll(closingTold).toBe(1);

  google.changeLibrary([{ kind: 'add-items', count: 5 }]);
  await app.clickTray('back-up');
  await expect.poll(async () => (await app.state()).lastRun?.stored, { timeout: 120_000 }).toBe(5);
  await app.clickTray('open');
  await expect.poll(app.isVisible).toBe(true);
  await expectOnDisk(google, world.folder);
});

test('the engine is killed mid-run: it starts again, the page recovers, nothing is lost', async ({ world }) => {
  const google = await world.google({ items: 120, albums: 4, seed: 6, itemBytes: 60_000 });
  const { letGo } = holdBack(google, 40);
  const app = await world.launch();
  await setUp(app, google);
  await untilUnderWay(app, 10);
  const pid = await app.electron.evaluate(() => globalThis.afterimageProgram?.enginePid() ?? null);
  if (pid === null) throw new Error('There is no engine');
  process.kill(pid, 'SIGKILL');
  letGo();
  await expect.poll(app.log).toMatch(/The engine ended with exit code \d+; restart/);
  await expect.poll(async () => (await app.state()).engine).toBe('ready');
  await expect(app.page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  // What was cut short is tried again ten seconds later, or when the person says so.
  await app.ask('backup.start', { full: false });
  await untilComplete(app);
  await expectOnDisk(google, world.folder);
});

test('a reload mid-run shows the same state', async ({ world }) => {
  const google = await world.google({ items: 120, albums: 4, seed: 7, itemBytes: 60_000 });
  const { letGo } = holdBack(google, 40);
  const app = await world.launch();
  await setUp(app, google);
  await untilUnderWay(app, 10);
  await app.page.reload();
  await expect(app.page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  expect((await app.state()).run).not.toBeNull();
  letGo();
  await untilComplete(app);
  await expectOnDisk(google, world.folder);
});

test('access withdrawn mid-run is said, and signing in again continues', async ({ world }) => {
  const google = await world.google({ items: 120, albums: 30, seed: 8, itemBytes: 60_000 });
  const { letGo } = holdBack(google, 5, 'mediaItems.search');
  const app = await world.launch();
  await setUp(app, google);
  await expect.poll(() => google.statistics().requests['mediaItems.search'] ?? 0).toBeGreaterThan(5);
  google.revoke();
  letGo();
  await untilIdle(app);
  await app.ask('backup.start', { full: false });
  await untilIdle(app);
  await expect.poll(async () => (await app.state()).accounts[0]?.trouble?.code).toBe('token-revoked');
  await app.page
    .getByRole('button', { name: /sign in again/i })
    .first()
    .click();
  await untilComplete(app);
  await expectOnDisk(google, world.folder);
});

test('a folder that is unplugged pauses the backup; plugged in again it continues', async ({ world }) => {
  const google = await world.google({ items: 60, albums: 2, seed: 9 });
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  await rename(world.folder, `${world.folder}-unplugged`);
  google.changeLibrary([{ kind: 'add-items', count: 3 }]);
  await app.ask('backup.start', { full: false });
  await expect.poll(async () => (await app.state()).destinationTrouble?.code).toBe('destination-missing');
  await expect(app.page.getByText(/folder is not there/i).first()).toBeVisible();
  await rename(`${world.folder}-unplugged`, world.folder);
  await app.advance(1_000);
  await expect.poll(async () => (await app.state()).lastRun?.stored, { timeout: 120_000 }).toBe(3);
  expect((await app.state()).destinationTrouble).toBeNull();
  await expectOnDisk(google, world.folder);
});

test('an API that is off is explained with its page; once it is on, trying again continues', async ({ world }) => {
  const google = await world.google({ items: 30, albums: 1, seed: 10 });
  google.changeProject({ apis: { photoslibrary: false } });
  const app = await world.launch();
  await setUp(app, google);
  const notice = app.page.getByRole('region', { name: 'Needs attention' });
  await expect(notice).toContainText('A Google API is not switched on');
  expect(await app.tray()).toMatchObject({ icon: 'error', tooltip: expect.stringContaining('API') });
  await notice.getByRole('button', { name: "Open Google's page" }).click();
  await expect
    .poll(async () => (await app.openedInBrowser()).at(-1))
    .toMatch(/^https:\/\/console\.\w+\.google\.com\/.*photoslibrary/);
  google.changeProject({ apis: { photoslibrary: true } });
  await notice.getByRole('button', { name: 'Try again' }).click();
  await untilComplete(app);
  await expect(notice).toHaveCount(0);
  expect((await app.state()).trouble).toBeNull();
  await expectOnDisk(google, world.folder);
});
