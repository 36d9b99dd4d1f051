import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, setUp, test, untilComplete } from './app.ts';

declare global {
  /** The folder that the app has had opened last. */
  var openedFolder: string | undefined;
}

test("the engine's log follows every item of a run that was started --verbose, and the settings show where it is", async ({
  world,
}) => {
  const google = await world.google({ items: 6, albums: 1, seed: 12 });
  const app = await world.launch(['--verbose']);
  await setUp(app, google);
  await untilComplete(app);
  const file = join(world.profile, 'logs', 'engine.log');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const log = await readFile(file, 'utf8');
  const records: { event: string }[] = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(records.filter(({ event }) => event === 'item.stored')).toHaveLength(6);
  const events = ['engine.started', 'run.started', 'google.request', 'run.finished', 'engine.answered'];
  expect(records.map(({ event }) => event)).toEqual(expect.arrayContaining(events));
  for (const secret of [google.client.installed.client_secret, 'ya29.', '1//', '@']) expect(log).not.toContain(secret);

  await app.electron.evaluate(({ shell }) => {
    shell.openPath = async (path) => {
      globalThis.openedFolder = path;
      return '';
    };
  });
  await app.page.getByRole('link', { name: 'Settings' }).click();
  await app.page.getByRole('link', { name: 'Advanced' }).click();
  await app.page.getByRole('button', { name: 'Show log' }).click();
  await expect.poll(() => app.electron.evaluate(() => globalThis.openedFolder)).toBe(join(world.profile, 'logs'));

  await app.quit();
  expect(await readFile(file, 'utf8')).toContain('"verb":"shutDown"');
});
