import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { statedEnvironment, testEnvironment, type WorldRequest, worldsFolder } from '../../support/test-environment.ts';
import { type SourceText, sourceTexts } from '../house/source-files.ts';

const request: WorldRequest = { caller: {}, folder: '/w', place: 'fixed', platform: 'linux' };
const stated = (changes: Partial<WorldRequest>) => statedEnvironment({ ...request, ...changes });

/** What a person's session may hold that would change what a test does. */
const session = {
  ...{ HOME: '/home/somebody', PATH: '/home/somebody/bin:/usr/bin', TERM: 'xterm-256color', TMPDIR: '/elsewhere' },
  ...{ LANG: 'de_DE.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr', TZ: 'Asia/Kathmandu' },
  ...{ XDG_CONFIG_HOME: '/c', XDG_DATA_HOME: '/d', XDG_CACHE_HOME: '/e', XDG_RUNTIME_DIR: '/run/user/1000' },
  ...{ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus', DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' },
  ...{ http_proxy: 'http://proxy:1', HTTPS_PROXY: 'http://proxy:1', NO_PROXY: '*', SSL_CERT_FILE: '/certs' },
  ...{ NODE_OPTIONS: '--inspect', NODE_ENV: 'production', NODE_EXTRA_CA_CERTS: '/certs', LD_PRELOAD: '/lib.so' },
  ...{ npm_config_registry: 'http://registry', CI: 'true', FORCE_COLOR: '1', ELECTRON_RUN_AS_NODE: '1' },
};

describe('where worlds are made', () => {
  const gib = 1024 ** 3;
  const memory =
    (bytes: number, type = 0x01_02_19_94) =>
    () => ({ type, bavail: bytes / 4096, bsize: 4096 });

  test('in memory, where there is room', () => {
    expect(worldsFolder(false, memory(4 * gib))).toBe('/dev/shm');
  });

  test.each([
    ['memory with too little room', memory(3 * gib)],
    ['a folder of that name on a disk', memory(40 * gib, 0xef_53)],
    [
      'no such folder',
      () => {
        throw new Error('ENOENT');
      },
    ],
  ])('on the disk with %s', (_, readSpace) => {
    expect(worldsFolder(false, readSpace)).toBe(tmpdir());
  });

  test('on the disk for the long tests', () => {
    expect(worldsFolder(true, memory(40 * gib))).toBe(tmpdir());
  });
});

describe('the stated world', () => {
  test('is the same whoever starts the tests', () => {
    expect(stated({ caller: session })).toEqual(stated({}));
    expect(stated({})).toEqual({
      HOME: join('/w', 'home'),
      TMPDIR: join('/w', 'tmp'),
      PATH: expect.stringMatching(/\/node_modules\/\.bin:\/usr\/local\/sbin:.*:\/bin$/),
      TERM: 'dumb',
      LANG: 'en_US.UTF-8',
      TZ: 'UTC',
      PWTEST_CACHE_DIR: expect.stringContaining('node_modules'),
      NODE_COMPILE_CACHE: expect.stringContaining('node_modules'),
      STANDIN_CHROMIUM: 'npm',
      AFTERIMAGE_TEST_WORLD: '/w',
    });
  });

  test('speaks the language and lives in the zone of the caller where that is asked for, and they have some', () => {
    const place = "the caller's";
    expect(stated({ caller: session, place })).toEqual({ ...stated({}), LANG: 'de_DE.UTF-8', TZ: 'Asia/Kathmandu' });
    const elsewhere = { ...stated({}), LANG: 'en_GB.UTF-8', TZ: 'Europe/Berlin' };
    expect(stated({ caller: { LANG: '', TZ: '' }, place })).toEqual(elsewhere);
  });

  test('takes what is said to the tests', () => {
    const said = { STANDIN_CHROMIUM: '/opt/chrome', STANDIN_DEBUG: '1', AFTERIMAGE_TEST_WITH: 'exiftool' };
    expect(stated({ caller: { ...session, ...said } })).toEqual({ ...stated({}), ...said });
  });

  test('has the screen only for real windows', () => {
    const electron = { ELECTRON_OVERRIDE_DIST_PATH: '/electron' };
    expect(stated({ caller: { ...session, ...electron } })).toEqual({
      ...stated({}),
      ...electron,
      ...{ DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: '/run/user/1000' },
    });
  });

  test('with a Chromium of the system leaves the choice to the stand-in', () => {
    const caller = { AFTERIMAGE_TEST_WITH: 'system-chromium,secret-service' };
    expect(stated({ caller })).not.toHaveProperty('STANDIN_CHROMIUM');
  });

  test('does not pass over an extra that there is not', () => {
    expect(() => stated({ caller: { AFTERIMAGE_TEST_WITH: 'exiftol' } })).toThrow(/exiftol; there is exiftool/);
  });

  test('has on Windows what programs there need to start, and its own folders', () => {
    const caller = {
      ...{ Path: 'C:\\Windows', SystemRoot: 'C:\\Windows', 'ProgramFiles(x86)': 'C:\\P', USERPROFILE: 'C:\\Users\\x' },
      ...{ APPDATA: 'C:\\Users\\x\\Roaming', http_proxy: 'http://proxy:1' },
    };
    expect(stated({ caller, platform: 'win32' })).toMatchObject({
      ...{ SystemRoot: 'C:\\Windows', 'ProgramFiles(x86)': 'C:\\P', PATH: expect.stringMatching(/C:\\Windows$/) },
      ...{ USERPROFILE: join('/w', 'home'), TEMP: join('/w', 'tmp'), APPDATA: join('/w', 'home', 'Roaming') },
    });
    expect(stated({ caller, platform: 'win32' })).not.toHaveProperty('http_proxy');
  });
});

describe('this process', () => {
  test('lives in it, with an empty home and temporary files of its own', () => {
    const folder = process.env['AFTERIMAGE_TEST_WORLD'] ?? '';
    expect([homedir(), tmpdir()]).toEqual([join(folder, 'home'), join(folder, 'tmp')]);
    expect(existsSync(tmpdir())).toBe(true);
    expect(process.umask().toString(8)).toBe('22');
    expect(Intl.DateTimeFormat().resolvedOptions()).toMatchObject({ locale: 'en-US', timeZone: 'UTC' });
    for (const name of ['http_proxy', 'NODE_OPTIONS', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'LC_ALL']) {
      expect(process.env, name).not.toHaveProperty(name);
    }
  });

  test('starts others in it, without what the test runner says to itself', () => {
    const print = 'console.log(JSON.stringify(process.env))';
    const env = testEnvironment({ XDG_CONFIG_HOME: '/c' });
    const seen = JSON.parse(execFileSync(process.execPath, ['-e', print], { env, encoding: 'utf8' }));
    expect(seen).toEqual({ ...env });
    expect(Object.keys(seen).filter((name) => /^(VITEST|NODE_ENV)/.test(name))).toEqual([]);
  });
});

/** The tests that start others in the environment that they found. */
function handingDown(sources: readonly SourceText[]): readonly string[] {
  const whole = /\.\.\.process\.env\b|env: process\.env\b/;
  return sources.filter(({ text }) => whole.test(text)).map(({ path }) => path);
}

const folders = ['e2e', 'integration', 'renderer', 'support', 'unit', 'electron-standin/selftest'];

test('no test hands its own environment down', () => {
  const sources = sourceTexts(folders.map((folder) => `test/${folder}`));
  expect(sources.length).toBeGreaterThan(200);
  expect(handingDown(sources).filter((path) => path !== 'test/unit/support/test-environment.test.ts')).toEqual([]);
});

test.each([['spawn(node, [], { env: process.env })'], ["const env = { ...process.env, LANG: 'C' };"]])(
  '%s is found',
  (text) => {
    expect(handingDown([{ path: 'test/unit/here.test.ts', text }])).toEqual(['test/unit/here.test.ts']);
    expect(
      handingDown([{ path: 'test/unit/here.test.ts', text: 'spawn(node, [], { env: testEnvironment() })' }]),
    ).toEqual([]);
  },
);
