import { rename } from 'node:fs/promises';
import { expect, setUp, test, untilComplete } from './app.ts';
import { startAgain } from './start-again.ts';

// What desktops do that the quiet one of a test does not.

test('the window is shown where the desktop never says that it is ready', async ({ world }) => {
  await world.google({ items: 2, albums: 0, seed: 40 });
  const app = await world.launch([], { STANDIN_HARSH: 'ready-to-show-withheld' });
  await expect.poll(app.isVisible).toBe(true);
});

test('what stops the backup is notified while other windows cover this one, and not while it has focus', async ({
  world,
}) => {
  const google = await world.google({ items: 4, albums: 0, seed: 41 });
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  const unplug = async (): Promise<void> => {
    await rename(world.folder, `${world.folder}-unplugged`);
    await app.ask('destination.check', null);
    expect((await app.state()).destinationTrouble).toMatchObject({ code: 'destination-missing' });
  };
  const problemsTold = async () => (await app.notices()).filter(({ kind }) => kind === 'obstacle').length;

  await unplug();
  expect(await problemsTold()).toBe(0);
  await rename(`${world.folder}-unplugged`, world.folder);
  await app.ask('destination.check', null);

  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
  expect(await app.isVisible()).toBe(true);
  await unplug();
  expect(await problemsTold()).toBe(1);
});

test('where the desktop shows no tray, closing the window says how to open it again, and that works', async ({
  world,
}) => {
  const google = await world.google({ items: 4, albums: 0, seed: 42 });
  // The bus that a test's keyring is on has no watcher of tray icons; without a keyring there is no bus at all.
  const bus = world.secrets === 'file' ? { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' } : {};
  const app = await world.launch([], { STANDIN_HARSH: 'tray-never-shown', ...bus });
  await setUp(app, google);
  await untilComplete(app);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(app.isVisible).toBe(false);
  const closingTold = async () => (await app.notices()).filter(({ kind }) => kind === 'in-tray');
  await expect.poll(closingTold).toHaveLength(1);
  const [told] = await closingTold();
  expect(told?.body).toContain('Start Afterimage again to open the window.');
  expect(told?.body).not.toContain('tray');
  await startAgain(world.profile);
  await expect.poll(app.isVisible).toBe(true);
});

test('a keychain that waits for its password at login holds up neither the window nor, once it opens, the backup', async ({
  world,
}) => {
  test.skip(world.secrets !== 'keychain', 'this machine has no keychain to test against');
  const google = await world.google({ items: 6, albums: 0, seed: 43 });
  const first = await world.launch();
  await setUp(first, google);
  await untilComplete(first);
  await first.quit();

  google.changeLibrary([{ kind: 'add-items', count: 2 }]);
  const app = await world.launch([], { STANDIN_HARSH: 'keychain-locked' });
  // The window is there while the keychain has yet to answer, and takes nobody for a stranger.
  expect((await app.state()).tokenStore).toBe('opening');
  await expect.poll(app.isVisible).toBe(true);
  await expect(app.page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  const notices = app.page.getByRole('region', { name: 'Needs attention' });
  await expect(notices).toContainText('Opening your keychain');
  await expect(app.page.getByText('Not signed in')).toHaveCount(0);
  expect((await app.state()).accounts).toMatchObject([{ email: 'first@example.com', trouble: null }]);

  await expect.poll(async () => (await app.state()).tokenStore, { timeout: 120_000 }).toBe('keychain');
  await expect(notices).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Back up now' }).click();
  await expect.poll(async () => (await app.state()).lastRun?.stored, { timeout: 120_000 }).toBe(2);
  expect((await app.state()).accounts).toMatchObject([{ trouble: null }]);
});

test('what is set up while the keychain is locked is temporary, and lasts once the keychain is unlocked', async ({
  world,
}) => {
  const { keyring } = world;
  test.skip(keyring === null, 'this machine has no keychain to test against');
  await keyring?.lock();
  const google = await world.google({ items: 6, albums: 0, seed: 44 });
  const app = await world.launch();
  await setUp(app, google);
  await untilComplete(app);
  expect(await app.state()).toMatchObject({
    tokenStore: 'memory',
    keychainProblem: { code: 'keychain-unavailable' },
    accounts: [{ trouble: null }],
  });
  await app.page.getByRole('link', { name: 'Settings' }).click();
  const accounts = app.page.getByRole('region', { name: 'Accounts' });
  await expect(accounts).toContainText('lasts until you quit Afterimage, unless the keychain opens first');

  // Nobody presses anything: the app sees it on its own.
  await keyring?.unlock();
  await expect(accounts).toContainText("Sign-ins are stored in this system's keychain.", { timeout: 120_000 });
  await app.quit();

  google.changeLibrary([{ kind: 'add-items', count: 3 }]);
  const next = await world.launch();
  await expect.poll(async () => (await next.state()).tokenStore).toBe('keychain');
  expect((await next.state()).accounts).toMatchObject([{ email: 'first@example.com', trouble: null }]);
  await next.page.getByRole('button', { name: 'Back up now' }).click();
  await expect.poll(async () => (await next.state()).lastRun?.stored, { timeout: 120_000 }).toBe(3);
});

test('a keychain that is locked at login is no sign-out: once it is unlocked the app continues with it', async ({
  world,
}) => {
  const { keyring } = world;
  test.skip(keyring === null, 'this machine has no keychain to test against');
  const google = await world.google({ items: 6, albums: 0, seed: 45 });
  const first = await world.launch();
  await setUp(first, google);
  await untilComplete(first);
  await first.quit();

  await keyring?.lock();
  google.changeLibrary([{ kind: 'add-items', count: 2 }]);
  const app = await world.launch();
  const notices = app.page.getByRole('region', { name: 'Needs attention' });
  await expect(notices).toContainText('The keychain of this system cannot be used');
  expect(await app.tray()).toMatchObject({ icon: 'error', tooltip: expect.stringContaining('keychain') });
  // Asking for it makes no difference while it is locked, and says so.
  await notices.getByRole('button', { name: 'Open the keychain' }).click();
  await expect(notices.getByRole('alert')).toContainText('cannot be used');
  expect(await app.ask('backup.start', { full: false })).toMatchObject({
    ok: false,
    problem: { code: 'keychain-unavailable' },
  });

  await keyring?.unlock();
  await expect.poll(async () => (await app.state()).tokenStore, { timeout: 120_000 }).toBe('keychain');
  await expect(notices).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Back up now' }).click();
  await expect.poll(async () => (await app.state()).lastRun?.stored, { timeout: 120_000 }).toBe(2);
});
