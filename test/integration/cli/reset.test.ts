import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { removeOwn } from '../../../electron/cli/reset/own-files.ts';
import { startAtLogin } from '../../../electron/cli/reset/start-at-login.ts';
import { namesWord, scheduledTask } from '../../../electron/cli/service/service-definition.ts';
import { type Simulator, startSimulator } from '../../simulator/server/simulator.ts';
import { afterimageApart, type Ended, signIn } from '../../support/command-line.ts';
import { afterimageHere } from '../../support/command-line-here.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A person's home with all that Afterimage leaves in it. */
let google: Simulator;
let home: string;
let data: string;
let backup: string;
let env: Record<string, string>;

beforeEach(async () => {
  google = await startSimulator({ consent: 'accept', items: 4, albums: 1, seed: 3 });
  onTestFinished(() => google.close());
  home = await temporaryFolder();
  env = { HOME: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_CACHE_HOME: join(home, '.cache') };
  data = join(home, '.config', 'Afterimage');
  backup = join(home, 'My photos');
  await mkdir(backup, { recursive: true });
  const store = ['--token-store', `file:${join(home, 'tokens.json')}`];
  for (const ended of [
    await call(['client', 'set', google.clientFile, ...store]),
    await signIn({ globals: ['--google', google.url, ...store], env }, afterimageHere),
    await call(['destination', 'set', backup]),
    await call(['backup']),
    await call(['service', 'install', '--no-start']),
  ]) {
    expect(ended.code, ended.stderr).toBe(0);
  }
  await put('.config/autostart/afterimage.desktop', '[Desktop Entry]\n');
  await put('.config/Afterimage/Cache/Cache_Data/index', 'Electron');
  await put('.cache/afterimage/v24/compiled', 'cache');
  await put('.cache/afterimage-updater/pending/afterimage.AppImage', 'fetched');
});

function call(args: readonly string[], globals: readonly string[] = []): Promise<Ended> {
  return afterimageHere(args, { globals: ['--google', google.url, '--time-scale', '0.01', ...globals], env });
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(home, path)), { recursive: true });
  await writeFile(join(home, path), text);
}

async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).toSorted();
}

test.runIf(process.platform === 'linux')('a reset leaves nothing but the backup, and what is not its own', async () => {
  await put('.config/systemd/user/afterimage-other.service', 'ExecStart="/elsewhere" "--data-dir" "/other"\n');
  // A copy that somebody has put where only Afterimage's own things belong, and a way to the backup itself.
  const copy = join(data, 'catalogs', 'copy');
  await cp(backup, copy, { recursive: true });
  await symlink(backup, join(data, 'a link to the photos'));
  const before = await filesIn(backup);
  const ended = await call(['reset', '--yes']);
  expect(ended.code, ended.stderr).toBe(0);
  for (const told of ['service  ', 'start at login', 'first@example.com', 'client ID', `This stays: ${backup}`]) {
    expect(ended.stdout).toContain(told);
  }
  expect(await filesIn(backup)).toEqual(before);
  expect(await filesIn(copy)).toEqual(before);
  expect(await readdir(data)).toEqual(['catalogs']);
  expect(await readdir(join(data, 'catalogs'))).toEqual(['copy']);
  const left = await filesIn(home);
  expect(left.filter((path) => /tokens|autostart\/|\.cache\/|afterimage\.service/.test(path))).toEqual([]);
  expect(left).toContain('.config/systemd/user/afterimage-other.service');
  await put('.cache/afterimage/v24/compiled', 'by the next command');
  expect((await call(['reset'])).stdout).toBe('Nothing of Afterimage is on this computer.\n');
  expect(existsSync(join(home, '.cache', 'afterimage'))).toBe(false);
});

test('it is listed and asked for first; no answer removes nothing', async () => {
  const before = await filesIn(home);
  const globals = ['--google', google.url];
  for (const input of ['', 'no\n']) {
    const asked = await afterimageApart(['reset'], { globals, env, input });
    expect(asked.code).toBe(130);
    expect(asked.stdout).toMatch(/^This is removed:\n.*Nothing was removed\./s);
  }
  const left = await filesIn(home);
  expect(before.filter((path) => !left.includes(path))).toEqual([]);
  const agreed = await afterimageApart(['reset'], { globals, env, input: 'yes\n' });
  expect(agreed).toMatchObject({ code: 0, stdout: expect.stringContaining('Removed.') });
  expect(existsSync(join(data, 'settings.json'))).toBe(false);
});

test('of a data folder that a person has named only its own files go', async () => {
  const named = join(home, 'Documents');
  await put('Documents/letter.txt', 'Dear');
  await put('Documents/logs/afterimage.log', '{}');
  await put('Documents/failures/restore-20240101T100000000Z.jsonl', '{}');
  for (const name of ['quota', 'picker-sessions', 'restores', 'restore-lock']) {
    await put(`Documents/${name}.sqlite`, '');
    await put(`Documents/${name}.sqlite-wal`, '');
  }
  await put('Documents/letters.sqlite', '');
  const globals = ['--data-dir', named];
  expect((await call(['config', 'set', 'schedule', 'manual'], globals)).code).toBe(0);
  const reset = await call(['reset', '--yes'], globals);
  expect(reset.code, reset.stderr).toBe(0);
  expect(await filesIn(named)).toEqual(['letter.txt', 'letters.sqlite']);
  // What belongs to the usual data folder is somebody else's.
  expect(existsSync(join(data, 'settings.json'))).toBe(true);
  expect(existsSync(join(home, '.config', 'autostart', 'afterimage.desktop'))).toBe(true);
});

test('nothing is removed while the app runs, for a single profile, or when its sign-ins cannot be reached', async () => {
  const before = await filesIn(home);
  expect(await call(['reset', '--yes'], ['--profile', 'family'])).toMatchObject({ code: 2 });
  const settings = join(data, 'settings.json');
  const kept = await readFile(settings, 'utf8');
  await writeFile(settings, JSON.stringify({ ...JSON.parse(kept), commandLine: {} }));
  const unreachable = await call(['reset', '--yes']);
  expect(unreachable.code).not.toBe(0);
  expect(unreachable.stderr).toMatch(/keychain/i);
  await writeFile(settings, kept);
  expect(await filesIn(home)).toEqual(before);
  await symlink(`here-${process.pid}`, join(data, 'SingletonLock'));
  expect(await call(['reset', '--yes'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`The app is running (process ${process.pid})`),
  });
  expect(existsSync(settings)).toBe(true);
});

test('nothing is removed while a daemon runs, while a run uses the folder, or while a restore sends', async () => {
  expect((await call(['service', 'uninstall'])).code).toBe(0);
  const before = await filesIn(home);
  const away = new AbortController();
  const daemon = afterimageHere(['daemon'], { globals: ['--google', google.url], env, signal: away.signal });
  const running = join(data, 'running-daemon.sqlite');
  await expect.poll(() => existsSync(running) && readFile(running, 'utf8')).toContain(`process ${process.pid} on `);
  const refused = await call(['reset', '--yes']);
  expect(refused).toMatchObject({ code: 7, stdout: '' });
  expect(refused.stderr).toMatch(
    new RegExp(`^✗ Afterimage is already running here\n.*\n {2}\\(daemon, process ${process.pid} on .*\\)\n {2}→ Stop`),
  );
  expect(await call(['daemon'])).toMatchObject({ code: 7, stdout: '' });
  away.abort();
  expect((await daemon).code).toBe(0);

  for (const [lock, title] of [
    [join(backup, '.afterimage', 'lock.sqlite'), `${backup}: Another backup is using this folder`],
    [join(data, 'restore-lock.sqlite'), 'Another restore is running'],
  ] as const) {
    const other = new DatabaseSync(lock);
    other.exec('BEGIN EXCLUSIVE');
    const locked = await call(['reset', '--yes']);
    expect(locked).toMatchObject({ code: 7, stdout: '' });
    expect(locked.stderr).toContain(`✗ ${title}`);
    expect(locked.stderr).toContain('To wait for it: afterimage reset --yes');
    const waiting = afterimageApart(['reset', '--wait-lock', '1m'], {
      ...{ globals: ['--google', google.url], env, input: '' },
    });
    setTimeout(() => other.close(), 300);
    // Nobody answers the question, so that nothing is removed.
    expect((await waiting).code).toBe(130);
  }
  const left = await filesIn(home);
  expect(before.filter((path) => !left.includes(path))).toEqual([]);
  expect(await call(['reset', '--yes'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Removed.') });
  expect(existsSync(running)).toBe(false);
});

test('a mount point stays when it is empty; Windows and macOS start the app in ways of their own', async () => {
  await removeOwn(join(home, 'nowhere'), []);
  expect(startAtLogin('darwin', env)).toBeNull();
  expect(startAtLogin('win32', env)).toMatchObject({
    commands: [expect.arrayContaining(['reg', 'delete', '/v', 'app.afterimage.desktop']), expect.anything()],
  });
  for (const folder of ['C:\\Data', 'C:\\My data & more']) {
    const request = { command: ['C:\\a.exe', 'daemon', '--data-dir', folder], profile: null, user: null };
    expect(namesWord(scheduledTask(request), folder)).toBe(true);
  }
  expect(namesWord('"--data-dir" "/home/a/.config/Afterimage"', '/home/a/.config/After')).toBe(false);
});
