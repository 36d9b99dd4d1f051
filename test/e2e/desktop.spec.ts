import { rename } from 'node:fs/promises';
import { expect, setUp, test, untilComplete } from './app.ts';
import { startAgain } from './start-again.ts';

// What desktops do that the quiet one of a test does not.

test('the window is shown where the desktop never says that it is ready', async ({ world }) => {
  await world.google({ items: 2, albums: 0, seed: 40 });
  const app = await world.launch([], { STANDIN_HARSH: 'ready-to-show-withheld' });
  await expect.poll(app.isVisible).toBe(true);
});

test('what stops the backup is notified while other windows cover this one, and not while it is looked at', async ({
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
