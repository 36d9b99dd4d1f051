import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { milestones } from '../../electron/main/log/milestones.ts';
import { expect, setUp, test, untilComplete } from './app.ts';

test('the first start shows the set-up, and the tray says so @real', async ({ world }) => {
  await world.google({ items: 10, albums: 1, seed: 1 });
  const { page, tray } = await world.launch();
  await expect(page).toHaveTitle(/Afterimage/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What do you want to back up?');
  expect(await tray()).toMatchObject({ icon: 'attention', tooltip: expect.stringContaining('not set up yet') });
});

test('the second start goes straight to the Overview: signed in, next runs planned @real', async ({ world }) => {
  const google = await world.google({ items: 12, albums: 1, seed: 2 });
  const first = await world.launch();
  await setUp(first, google);
  await untilComplete(first);
  await first.quit();

  const app = await world.launch();
  await expect(app.page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  // The keychain is opened beside the window.
  await expect.poll(async () => (await app.state()).tokenStore).toBe(world.secrets);
  expect((await app.state()).accounts).toMatchObject([{ email: 'first@example.com', trouble: null }]);
  // Planned once the engine is there.
  await expect.poll(async () => (await app.state()).nextRuns).toHaveLength(3);
  const schedule = app.page.getByRole('region', { name: 'Next backups' });
  await expect(schedule.getByRole('listitem')).toHaveCount(3);
  // The sign-in is really there: new photos are fetched with it.
  google.changeLibrary([{ kind: 'add-items', count: 3 }]);
  await app.page.getByRole('button', { name: 'Back up now' }).click();
  await expect.poll(async () => (await app.state()).lastRun?.stored, { timeout: 120_000 }).toBe(3);
});

test('a second start comes to the window, at the screen that it names @real', async ({ world }) => {
  const google = await world.google({ items: 2, albums: 0, seed: 4 });
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  const secondStart = (args: readonly string[]) =>
    app.electron.evaluate(({ app }, given) => void app.emit('second-instance', {}, ['afterimage', ...given]), args);
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await secondStart(['--screen=photos']);
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText('Photos');
  // Without a screen, or hidden, the person stays where they are.
  await secondStart([]);
  await secondStart(['--hidden', '--screen=albums']);
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText('Photos');
  await app.quit();

  const again = await world.launch(['--screen=takeout']);
  await expect(again.page).toHaveURL(/#\/takeout$/);
});

test('the log says how far the start has come, for anyone who cannot drive the app @real', async ({ world }) => {
  const google = await world.google({ items: 2, albums: 0, seed: 5 });
  const app = await world.launch();
  const log = () => readFile(join(world.profile, 'logs', 'afterimage.log'), 'utf8');
  await setUp(app, google);
  await untilComplete(app);
  expect(await log()).not.toContain(milestones.thumbnailServed);
  await app.page.getByRole('link', { name: 'Photos' }).click();
  await expect.poll(log).toContain(` ${milestones.thumbnailServed}\n`);
  const lines = await log();
  for (const line of [milestones.engineReady, milestones.pageShown]) expect(lines).toContain(` ${line}\n`);
  expect(lines).toContain(` ${milestones.secretsKept}${world.secrets}\n`);
});

test('no secret is written to the profile when there is a keychain', async ({ world }) => {
  test.skip(world.secrets !== 'keychain', 'this machine has no keychain to test against');
  const google = await world.google({ items: 2, albums: 0, seed: 3 });
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  await app.quit();
  const files = (await readdir(world.profile, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')));
  expect(contents.length).toBeGreaterThan(2);
  for (const secret of [google.client.installed.client_secret, '1//0', 'ya29.a0']) {
    expect(contents.filter((content) => content.includes(secret))).toEqual([]);
  }
});
