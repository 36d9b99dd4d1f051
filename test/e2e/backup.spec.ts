import { rename } from 'node:fs/promises';
import type { Simulator } from '../simulator/server/simulator.ts';
import { readBackupFolder, readTruth } from '../support/backup-folder.ts';
import { expect, type RunningApp, setUp, test, trayOf } from './app.ts';

async function expectOnDisk(google: Simulator, folder: string): Promise<void> {
  const truth = await readTruth(google.url);
  const { photos } = await readBackupFolder(folder);
  expect([...photos.keys()].toSorted()).toEqual([...new Set(truth.map((item) => item.sha256))].toSorted());
  for (const paths of photos.values()) expect(paths).toHaveLength(1);
}

async function stateOf({ ask }: RunningApp) {
  const answer = await ask('app.snapshot', null);
  if (!answer.ok) throw new Error(answer.problem.title);
  return answer.value;
}

async function untilIdle(app: RunningApp): Promise<void> {
  await expect.poll(async () => (await stateOf(app)).run, { timeout: 60_000 }).toBeNull();
}

test('a first backup, a quit in mid-run, and the next start that goes on', async ({ world }) => {
  const google = await world.google({ items: 400, albums: 6, seed: 3, itemBytes: 60_000 });
  const first = await world.launch();
  await setUp(first, google);
  await expect.poll(async () => (await stateOf(first)).run?.progress.items.done ?? 0).toBeGreaterThan(10);
  expect((await trayOf(first))?.icon).toBe('running');
  await first.quit();

  const second = await world.launch();
  await expect(second.page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  if ((await stateOf(second)).lastRun?.outcome !== 'complete') await second.ask('backup.start', { full: false });
  await expect.poll(async () => (await stateOf(second)).lastRun?.outcome, { timeout: 60_000 }).toBe('complete');
  await expectOnDisk(google, world.folder);
  expect(google.statistics().itemsDeliveredAgain).toBeLessThan(20);
  expect((await stateOf(second)).nextRuns).toHaveLength(3);
});

test('closing the window leaves the tray, which can back up and open again', async ({ world }) => {
  const google = await world.google({ items: 40, albums: 2, seed: 4 });
  const app = await world.launch();
  await setUp(app, google);
  await expect.poll(async () => (await stateOf(app)).lastRun?.outcome, { timeout: 60_000 }).toBe('complete');
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const isVisible = (): Promise<boolean | undefined> =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await expect.poll(isVisible).toBe(false);
  const notices = await app.electron.evaluate(() => globalThis.afterimageProgram?.notices.map(({ kind }) => kind));
  expect(notices?.filter((kind) => kind === 'in-tray')).toHaveLength(1);

  google.changeLibrary([{ kind: 'add-items', count: 5 }]);
  await app.electron.evaluate(() => globalThis.afterimageProgram?.tray.click('back-up'));
  await expect.poll(async () => (await stateOf(app)).lastRun?.stored, { timeout: 60_000 }).toBe(5);
  await app.electron.evaluate(() => globalThis.afterimageProgram?.tray.click('open'));
  await expect.poll(isVisible).toBe(true);
  await expectOnDisk(google, world.folder);
});

test("the day's limit is waited for with its reason, and the next day the backup goes on by itself", async ({
  world,
}) => {
  const google = await world.google({ items: 900, albums: 40, seed: 5, dailyRequests: 30, itemBytes: 4_000 });
  const app = await world.launch();
  await setUp(app, google);
  await untilIdle(app);
  await expect.poll(async () => (await stateOf(app)).trouble?.code).toBe('quota-day');
  await expect(app.page.getByText(/limit is used up/i).first()).toBeVisible();
  const { quota } = await stateOf(app);
  expect(quota).toMatchObject({ state: 'stopped', reason: { code: 'quota-day' } });
  expect((await trayOf(app))?.tooltip).toContain('limit');
});

test('the engine is killed in mid-run: it starts again, the page recovers, nothing is lost', async ({ world }) => {
  const google = await world.google({ items: 400, albums: 4, seed: 6, itemBytes: 60_000 });
  const app = await world.launch();
  await setUp(app, google);
  await expect.poll(async () => (await stateOf(app)).run?.progress.items.done ?? 0).toBeGreaterThan(10);
  const pid = await app.electron.evaluate(() => globalThis.afterimageProgram?.enginePid() ?? null);
  if (pid === null) throw new Error('There is no engine');
  process.kill(pid, 'SIGKILL');
  await expect.poll(async () => (await stateOf(app)).engine).toBe('restarting');
  await expect.poll(async () => (await stateOf(app)).engine).toBe('ready');
  // What was cut short is tried again ten seconds later, or when the person says so.
  await app.ask('backup.start', { full: false });
  await expect.poll(async () => (await stateOf(app)).lastRun?.outcome, { timeout: 60_000 }).toBe('complete');
  await expectOnDisk(google, world.folder);
});

test('a reload in mid-run shows the same state', async ({ world }) => {
  const google = await world.google({ items: 400, albums: 4, seed: 7, itemBytes: 60_000 });
  const app = await world.launch();
  await setUp(app, google);
  await expect.poll(async () => (await stateOf(app)).run?.progress.items.done ?? 0).toBeGreaterThan(10);
  await app.page.reload();
  await expect(app.page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect.poll(async () => (await stateOf(app)).lastRun?.outcome, { timeout: 60_000 }).toBe('complete');
  await expectOnDisk(google, world.folder);
});

test('access withdrawn in mid-run is said, and signing in again goes on', async ({ world }) => {
  const google = await world.google({ items: 400, albums: 30, seed: 8, itemBytes: 60_000 });
  const app = await world.launch();
  await setUp(app, google);
  await expect.poll(async () => (await stateOf(app)).run !== null).toBe(true);
  google.revoke();
  await untilIdle(app);
  await app.ask('backup.start', { full: false });
  await untilIdle(app);
  await expect.poll(async () => (await stateOf(app)).accounts[0]?.trouble?.code).toBe('token-revoked');
  await app.page
    .getByRole('button', { name: /sign in again/i })
    .first()
    .click();
  await expect.poll(async () => (await stateOf(app)).lastRun?.outcome, { timeout: 60_000 }).toBe('complete');
  await expectOnDisk(google, world.folder);
});

test('a folder that is unplugged pauses the backup; plugged in again it goes on', async ({ world }) => {
  const google = await world.google({ items: 60, albums: 2, seed: 9 });
  const app = await world.launch();
  await setUp(app, google);
  await expect.poll(async () => (await stateOf(app)).lastRun?.outcome, { timeout: 60_000 }).toBe('complete');
  await rename(world.folder, `${world.folder}-unplugged`);
  google.changeLibrary([{ kind: 'add-items', count: 3 }]);
  await app.ask('backup.start', { full: false });
  await expect.poll(async () => (await stateOf(app)).destinationTrouble?.code).toBe('destination-missing');
  await expect(app.page.getByText(/folder is not there/i).first()).toBeVisible();
  await rename(`${world.folder}-unplugged`, world.folder);
  await app.electron.evaluate(() => globalThis.afterimageProgram?.advance(1_000));
  await expect.poll(async () => (await stateOf(app)).lastRun?.stored, { timeout: 60_000 }).toBe(3);
  expect((await stateOf(app)).destinationTrouble).toBeNull();
  await expectOnDisk(google, world.folder);
});

test('an API that is off is explained with its page; once it is on, retrying goes on', async ({ world }) => {
  const google = await world.google({ items: 30, albums: 1, seed: 10 });
  google.changeProject({ apis: { photoslibrary: false } });
  const app = await world.launch();
  await setUp(app, google);
  await expect.poll(async () => (await stateOf(app)).trouble?.code).toBe('api-disabled');
  await expect(app.page.getByText(/API is not switched on/i).first()).toBeVisible();
  google.changeProject({ apis: { photoslibrary: true } });
  await app.ask('backup.start', { full: false });
  await expect.poll(async () => (await stateOf(app)).lastRun?.outcome, { timeout: 60_000 }).toBe('complete');
  expect((await stateOf(app)).trouble).toBeNull();
});

test('two accounts: the one in use is backed up', async ({ world }) => {
  const google = await world.google({
    accounts: [
      { email: 'first@example.com', items: 20, albums: 1, seed: 1 },
      { email: 'second@example.com', items: 30, albums: 1, seed: 2 },
    ],
  });
  const app = await world.launch();
  await setUp(app, google);
  await expect.poll(async () => (await stateOf(app)).lastRun?.stored, { timeout: 60_000 }).toBe(20);
  expect((await stateOf(app)).accounts.map(({ email }) => email)).toEqual(['first@example.com']);
});
