import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { expect, test } from './app.ts';

test('a second instance brings the first one to the front and ends', async ({ world }) => {
  await world.google({ items: 5, albums: 0, seed: 1 });
  const { electron } = await world.launch();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const executable: unknown = createRequire(import.meta.url)('electron');
  if (typeof executable !== 'string') throw new Error('The package electron names no executable');
  await new Promise<void>((done) => {
    execFile(executable, [`--user-data-dir=${world.profile}`, resolve('.')], { timeout: 30_000 }, () => done());
  });
  await expect
    .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
});

test('a hostile page gets nowhere: unknown verbs, malformed and oversized input, navigation, windows, paths', async ({
  world,
}) => {
  await world.google({ items: 5, albums: 0, seed: 1 });
  const { page, electron } = await world.launch();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const answers = await page.evaluate(async () => {
    // A hostile page does not keep to the types.
    const ask = (verb: string, input: unknown): Promise<unknown> =>
      Reflect.apply(window.afterimage.ask, null, [verb, input]);
    return {
      unknown: await ask('files.read', { path: '/etc/passwd' }),
      inherited: await ask('constructor', null),
      malformed: await ask('photos.detail', { id: '1; DROP TABLE asset' }),
      oversized: await ask('client.set', { text: 'x'.repeat(200_000) }),
      path: await ask('destination.use', { choice: '/etc' }),
      link: await ask('app.openLink', { link: 'javascript:alert(1)' }),
      opened: window.open('https://example.com/') === null,
    };
  });
  for (const name of ['unknown', 'inherited', 'malformed', 'oversized', 'path', 'link'] as const) {
    expect(answers[name], name).toMatchObject({ ok: false, problem: { code: 'usage' } });
  }
  expect(answers.opened).toBe(true);
  const before = page.url();
  await page.evaluate(() => {
    window.location.href = 'https://example.com/';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(before);
  const windows = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(windows).toBe(1);
});
