import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
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
  await promisify(execFile)(electronPath, args, { env: testEnvironment(), timeout: 120_000 });
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
  const env = environmentFor(chromium);
  await expect(_electron.launch({ args: [script], env })).rejects.toThrow('Process failed to launch');
  // Playwright may see the end before the words; who reads to the end of the pipe gets them all.
  const child = spawn(electronPath, [script], { stdio: ['ignore', 'ignore', 'pipe'], env });
  const [text, [code]] = await Promise.all([child.stderr.toArray(), once(child, 'exit')]);
  expect(Buffer.concat(text).toString()).toContain('broken at load');
  expect(code).not.toBe(0);
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
    promisify(execFile)(electronPath, [script, ...args], { timeout: 120_000, env: testEnvironment() }).then(
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
      timeout: 120_000,
      env: testEnvironment({ STANDIN_HARSH: harsh }),
    }).then(
      ({ stdout }) => stdout,
      (error: { stderr: string }) => error.stderr,
    );
  expect(await said('', '--hears')).toBe('exit\n');
  expect(await said('utility-error', '--hears')).toBe('error FatalError\nexit\n');
  expect(await said('utility-error')).toContain('ERR_UNHANDLED_ERROR');
});

test('what needs a ready app refuses to work before', async ({ profile }) => {
  const script = join(profile, 'early.mjs');
  writeFileSync(
    script,
    `import { app, dialog, net, Notification, protocol, screen, session, Tray, utilityProcess } from 'electron';
     const said = [];
     for (const act of [
       () => new Tray('icon.png'),
       () => new Notification({ title: 'x' }),
       () => utilityProcess.fork('engine.js'),
       () => screen.getPrimaryDisplay(),
       () => session.defaultSession,
       () => protocol.handle('app', () => new Response()),
       () => net.fetch('https://example.com'),
       () => dialog.showOpenDialog({}),
     ]) {
       try { await act(); said.push('it works'); } catch (error) { said.push(error.message); }
     }
     process.stdout.write(JSON.stringify(said));
     app.exit();`,
  );
  const { stdout } = await promisify(execFile)(electronPath, [script], { env: testEnvironment() });
  const noSession = 'Session can only be received when app is ready';
  expect(JSON.parse(stdout)).toEqual([
    'Cannot create Tray before app is ready',
    'Cannot create Notification before app is ready',
    'utilityProcess cannot be created before app is ready.',
    "The 'screen' module can't be used before the app 'ready' event",
    noSession,
    noSession,
    noSession,
    'dialog module can only be used after app is ready',
  ]);
});

test('a utility process has the environment and the options that it is given, and ends as it is told', async ({
  electronApp,
  profile,
  page: _page,
}) => {
  const script = join(profile, 'engine.mjs');
  writeFileSync(
    script,
    `const { env, execArgv, execPath, argv } = process;
     process.parentPort.on('message', () => process.parentPort.postMessage({ env, execArgv, execPath, argv }));`,
  );
  const seen = await electronApp.evaluate(async ({ app, utilityProcess }, module) => {
    const options = { env: { ONLY: 'this' }, execArgv: ['--no-warnings'], stdio: 'pipe' } as const;
    const child = utilityProcess.fork(module, ['--one'], { ...options, execArgv: [...options.execArgv] });
    const early = [child.pid, child.kill()];
    await new Promise<void>((resolve) => child.once('spawn', () => resolve()));
    const isRunning = typeof child.pid === 'number' && child.stdout !== null;
    const answer = new Promise<{ env: object; execArgv: string[]; execPath: string; argv: string[] }>((resolve) =>
      child.once('message', resolve),
    );
    child.postMessage('go');
    const { env, execArgv, execPath, argv } = await answer;
    const exit = new Promise<number>((resolve) => child.once('exit', resolve));
    child.kill();
    const code = await exit;
    // The listener above has been called before Electron releases the streams.
    await Promise.resolve();
    const late = [child.pid, child.stdout, child.kill()];
    return { early, isRunning, env, execArgv, argv, isOurs: execPath === app.getPath('exe'), code, late };
  }, script);
  expect(seen).toEqual({
    early: [undefined, false],
    isRunning: true,
    env: { ONLY: 'this' },
    execArgv: ['--no-warnings'],
    argv: [electronPath, script, '--one'],
    isOurs: true,
    code: 0,
    late: [undefined, null, false],
  });
});

test("a utility process hands V8 the flags behind --js-flags at its start, each of them, and nobody else's", async ({
  electronApp,
  profile,
  page: _page,
}) => {
  const script = join(profile, 'heap.mjs');
  writeFileSync(
    script,
    `import v8 from 'node:v8';
     process.parentPort.on('message', () => process.parentPort.postMessage(v8.getHeapStatistics().heap_size_limit));`,
  );
  const limits = await electronApp.evaluate(({ utilityProcess }, module) => {
    const limitWith = (execArgv: string[]) =>
      new Promise<number>((resolve) => {
        const child = utilityProcess.fork(module, [], { execArgv });
        child.once('message', (limit: number) => {
          child.kill();
          resolve(limit);
        });
        child.postMessage('go');
      });
    const flags = ['--js-flags=--max-old-space-size=512 --max-semi-space-size=8'];
    return Promise.all([limitWith(flags), limitWith(['--js-flags=--max-old-space-size=512']), limitWith([])]);
  }, script);
  // V8 counts the young generation as three times one of its halves.
  expect(limits[0]).toBe((512 + 3 * 8) * 1024 ** 2);
  expect(limits[1]).toBeGreaterThan(512 * 1024 ** 2);
  expect(limits[2]).toBeGreaterThan(limits[1] ?? 0);
});
