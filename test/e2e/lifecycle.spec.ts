import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { problem } from '../../electron/contract/problem.ts';
import { testEnvironment } from '../support/test-environment.ts';
import { expect, test } from './app.ts';

test('the app starts where a launcher has turned the sandbox of Chromium off', async ({ world }) => {
  await world.google({ items: 2, albums: 0, seed: 1 });
  const { page } = await world.launch(['--no-sandbox']);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('an update that closes the windows before it tells the app to quit ends the app in an orderly way', async ({
  world,
}) => {
  await world.google({ items: 2, albums: 0, seed: 1 });
  const app = await world.launch([], { STANDIN_HARSH: 'close-before-quit' });
  const closed = app.electron.waitForEvent('close');
  // In a later turn: the answer to this question comes first.
  await app.electron.evaluate(({ autoUpdater }) => void setImmediate(() => autoUpdater.quitAndInstall()));
  await closed;
  expect(await app.log()).toMatch(/ Ended$/m);
});

test('an engine that runs out of memory takes nothing along, and a new one continues', async ({ world }) => {
  await world.google({ items: 2, albums: 0, seed: 1 });
  const app = await world.launch([], { STANDIN_HARSH: 'utility-error' });
  const enginePid = () => app.electron.evaluate(() => globalThis.afterimageProgram?.enginePid() ?? null);
  await expect.poll(async () => (await app.state()).engine).toBe('ready');
  const first = (await enginePid()) ?? 0;
  expect(first).toBeGreaterThan(0);
  // V8 ends its process like this.
  process.kill(first, 'SIGABRT');
  await expect.poll(enginePid).not.toBe(first);
  await expect.poll(async () => (await app.state()).engine).toBe('ready');
  expect(await app.log()).toContain('Engine: FatalError in v8::');
});

test('a start that fails at once shows a box, which Electron cannot before it is ready', async ({ world }) => {
  const executable: unknown = createRequire(import.meta.url)('electron');
  if (typeof executable !== 'string') throw new Error('The package electron names no executable');
  const args = [`--user-data-dir=${world.profile}`, resolve('.'), '--time-scale=9'];
  const child = spawn(executable, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 120_000,
    env: testEnvironment(),
  });
  const ended = new Promise((done) => child.once('close', done));
  expect(await text(child.stderr)).toContain(`dialog.showErrorBox: ${problem('usage').title}`);
  expect(await ended).toBe(1);
});
