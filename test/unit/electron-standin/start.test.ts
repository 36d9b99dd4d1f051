import { expect, test } from 'vitest';
import { chooseChromium } from '../../electron-standin/chromium/choose-chromium.ts';
import { chromiumFlags } from '../../electron-standin/chromium/flags.ts';
import { readCommandLine } from '../../electron-standin/core/command-line.ts';

const debian = '/usr/lib/chromium/chromium';
const chrome = '/opt/google/chrome/chrome';

test.each([
  ['the wanted file', '/my/chromium', ['/my/chromium', debian], { kind: 'installed', path: '/my/chromium' }],
  ['the npm package when asked', 'npm', [debian], { kind: 'npm package' }],
  ['an installed one', undefined, [chrome, debian], { kind: 'installed', path: debian }],
  ['Chrome when that is all there is', '', [chrome], { kind: 'installed', path: chrome }],
  ['the npm package when nothing is installed', undefined, [], { kind: 'npm package' }],
])('the chosen Chromium is %s', (_name, wanted, present, expected) => {
  expect(chooseChromium(wanted, (path) => new Set<string>(present).has(path))).toEqual(expected);
});

test('a wanted Chromium that is not there is no reason to take another', () => {
  expect(() => chooseChromium('/no/such', (path) => path === debian)).toThrow('STANDIN_CHROMIUM is /no/such');
});

test('the command line is read as Playwright writes it', () => {
  const argv = [
    '-r',
    '/loader.js',
    '--no-sandbox',
    '--inspect=0',
    '--remote-debugging-port=0',
    '--user-data-dir=/p',
    '.',
    '--x',
  ];
  expect(readCommandLine(argv)).toEqual({
    preloads: ['/loader.js'],
    underPlaywright: true,
    rest: ['--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '--user-data-dir=/p', '.', '--x'],
    switches: ['--no-sandbox', '--remote-debugging-port=0', '--user-data-dir=/p', '--x'],
    userDataDir: '/p',
  });
  expect(readCommandLine(['.'])).toMatchObject({ preloads: [], underPlaywright: false, userDataDir: undefined });
});

test('Chromium’s flags keep ours, join feature lists and open a port for Playwright only', () => {
  const switches = [
    '--user-data-dir=/app',
    '--lang=de',
    '--disable-features=A,B',
    '--disable-features=B,C',
    '--headless=old',
    '--disable-dev-shm-usage',
  ];
  const flags = chromiumFlags({
    profile: '/profile',
    headed: false,
    debuggingPort: false,
    sharedMemory: true,
    switches,
  });
  expect(flags).toEqual(
    expect.arrayContaining(['--headless=new', '--user-data-dir=/profile', '--lang=de', '--disable-features=A,B,C']),
  );
  expect(flags.filter((flag) => /user-data-dir|headless|disable-features/.test(flag))).toHaveLength(3);
  expect(flags).not.toContain('--remote-debugging-port=0');
  expect(flags).not.toContain('--disable-dev-shm-usage');
  const headed = chromiumFlags({
    profile: '/profile',
    headed: true,
    debuggingPort: true,
    sharedMemory: false,
    switches: [],
  });
  expect(headed).toContain('--remote-debugging-port=0');
  expect(headed).toContain('--disable-dev-shm-usage');
  expect(headed.some((flag) => flag.startsWith('--headless'))).toBe(false);
});
