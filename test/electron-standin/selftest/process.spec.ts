import { execFile, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron } from '@playwright/test';
import { testEnvironment } from '../../support/test-environment.ts';
import { environmentFor, expect, launchSelfTest, test } from './launch.ts';

const electronPath: string = createRequire(import.meta.url)('electron');

test('a second start greets the first and ends', async ({ electronApp, profile, page: _page }) => {
  const args = [`--user-data-dir=${profile}`, join(import.meta.dirname, 'app'), '--takeout=/a b'];
  await promisify(execFile)(electronPath, args, { env: testEnvironment(), timeout: 60_000 });
  const starts = () => electronApp.evaluate(() => Reflect.get(globalThis, 'secondStarts'));
  await expect
    .poll(starts)
    .toEqual([
      { argv: expect.arrayContaining(['--takeout=/a b']), workingDirectory: process.cwd(), data: { from: 'selftest' } },
    ]);
});

test('a killed app takes its Chromium along and leaves no lock behind', { tag: '@both' }, async ({
  chromium,
  profile,
}) => {
  const app = await launchSelfTest(chromium, profile);
  await app.firstWindow();
  const pid = app.process().pid ?? 0;
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)])
    .toString()
    .trim()
    .split(/\s+/)
    .map(Number);
  expect(children.length).toBeGreaterThan(1);
  const closed = app.waitForEvent('close');
  process.kill(pid, 'SIGKILL');
  await closed;
  const alive = () =>
    children.filter((child) => {
      try {
        return process.kill(child, 0);
      } catch {
        return false;
      }
    });
  await expect.poll(alive).toEqual([]);
  const again = await launchSelfTest(chromium, profile);
  expect(await again.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true);
  await again.close();
});

test('a polite signal quits the app in order', async ({ electronApp, page: _page }) => {
  const said: string[] = [];
  electronApp.process().stdout?.on('data', (text: Buffer) => said.push(text.toString()));
  await electronApp.evaluate(({ app }) => {
    app.on('will-quit', () => process.stdout.write('will quit'));
  });
  const closed = electronApp.waitForEvent('close');
  electronApp.process().kill('SIGTERM');
  await closed;
  expect(said.join('')).toContain('will quit');
});

test('an app that throws while it loads says why', async ({ chromium, profile }) => {
  const script = join(profile, 'throws.mjs');
  writeFileSync(script, "throw new Error('broken at load');");
  const failure = await _electron
    .launch({ args: [script], env: environmentFor(chromium) })
    .catch((error: Error) => error);
  expect(String(failure)).toContain('broken at load');
});

test('what is not written ends the app with its name', async ({ profile }) => {
  const script = join(profile, 'missing.mjs');
  writeFileSync(script, "import { app } from 'electron'; app.getGPUFeatureStatus();");
  const child = spawn(electronPath, [script], { stdio: ['ignore', 'ignore', 'pipe'], env: testEnvironment() });
  const text = await child.stderr.toArray();
  expect(Buffer.concat(text).toString()).toContain('stand-in Electron: app.getGPUFeatureStatus is not implemented');
});

test('app.enableSandbox() together with --no-sandbox ends the app', async ({ profile }) => {
  const script = join(profile, 'sandbox.mjs');
  writeFileSync(script, "import { app } from 'electron'; app.enableSandbox(); app.exit(0);");
  const ended = (...args: readonly string[]) =>
    promisify(execFile)(electronPath, [script, ...args], { timeout: 30_000 }).then(
      () => 'well',
      (error: { stderr: string }) => error.stderr,
    );
  expect(await ended()).toBe('well');
  expect(await ended('--no-sandbox')).toContain('app.enableSandbox() with --no-sandbox');
});

test('a utility process whose V8 gives up tells an error before its exit, where that is asked for', async ({
  profile,
}) => {
  const child = join(profile, 'aborts.mjs');
  writeFileSync(child, 'process.abort();');
  const script = join(profile, 'forks.mjs');
  writeFileSync(
    script,
    `import { app, utilityProcess } from 'electron';
     app.whenReady().then(() => {
       const child = utilityProcess.fork(${JSON.stringify(child)});
       if (process.argv.includes('--hears')) child.on('error', (type) => console.log('error', type));
       child.on('exit', () => { console.log('exit'); app.exit(0); });
     });`,
  );
  const said = (harsh: string, ...args: readonly string[]) =>
    promisify(execFile)(electronPath, [script, ...args], {
      timeout: 30_000,
      env: { ...process.env, STANDIN_HARSH: harsh },
    }).then(
      ({ stdout }) => stdout,
      (error: { stderr: string }) => error.stderr,
    );
  expect(await said('', '--hears')).toBe('exit\n');
  expect(await said('utility-error', '--hears')).toBe('error FatalError\nexit\n');
  expect(await said('utility-error')).toContain('ERR_UNHANDLED_ERROR');
});
