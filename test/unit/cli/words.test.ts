import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { defaultCacheFolder, defaultDataFolder } from '../../../electron/cli/data-folder.ts';
import { formatBytes, formatSeconds, plural } from '../../../electron/cli/format.ts';
import { startAtLogin } from '../../../electron/cli/reset/start-at-login.ts';
import { RunView } from '../../../electron/cli/run-view.ts';
import { servicePlan } from '../../../electron/cli/service/service-manager.ts';
import { Terminal } from '../../../electron/cli/terminal.ts';
import { message } from '../../../electron/contract/messages/message.ts';
import type { RunEvent } from '../../../electron/contract/models.ts';
import { problem } from '../../../electron/contract/problem.ts';

test.for([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [1_449_999, '1.4 MB'],
  [999_960, '1 MB'],
  [2_500_000_000_000, '2.5 TB'],
] as const)('%d bytes read as %s', ([bytes, text]) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.for([
  [0.44, '0.4 s'],
  [59.6, '1 min'],
  [200, '3 min 20 s'],
  [7_500, '2 h 5 min'],
] as const)('%d seconds read as %s', ([seconds, text]) => {
  expect(formatSeconds(seconds)).toBe(text);
});

test('one is singular', () => {
  expect(plural(1, 'item', 'items')).toBe('1 item');
  expect(plural(12_345, 'item', 'items')).toBe('12,345 items');
});

test("the data folder is where the desktop app's is", () => {
  const env = { HOME: '/home/someone', APPDATA: 'C:\\Users\\someone\\AppData\\Roaming' };
  expect(defaultDataFolder('linux', env)).toBe('/home/someone/.config/Afterimage');
  expect(defaultDataFolder('linux', { ...env, XDG_CONFIG_HOME: '/elsewhere' })).toBe('/elsewhere/Afterimage');
  expect(defaultDataFolder('darwin', env)).toBe('/home/someone/Library/Application Support/Afterimage');
  expect(defaultDataFolder('win32', env)).toContain('AppData');
});

test('nothing is kept relative to wherever the caller happens to be', () => {
  for (const HOME of ['', 'home/someone', '.']) {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const env = { HOME, XDG_CONFIG_HOME: '', XDG_CACHE_HOME: 'here', APPDATA: '', LOCALAPPDATA: 'there' };
      expect(defaultDataFolder(platform, env)).toBeNull();
      expect(defaultCacheFolder(platform, env)).toBeNull();
    }
    expect(defaultDataFolder('linux', { HOME, XDG_CONFIG_HOME: '/elsewhere' })).toBe('/elsewhere/Afterimage');
    expect(defaultCacheFolder('linux', { HOME, XDG_CACHE_HOME: '/elsewhere' })).toBe('/elsewhere/afterimage');
    const request = { command: [], profile: null, user: null };
    for (const platform of ['linux', 'darwin'] as const) {
      const deps = { platform, environment: { HOME }, dataFolder: '/data' };
      expect(servicePlan(request, deps)).toBeNull();
      expect(startAtLogin(platform, { HOME })).toBeNull();
    }
    const ofSystem = { platform: 'linux', environment: { HOME }, dataFolder: '/data' } as const;
    expect(servicePlan({ ...request, user: 'photos' }, ofSystem)?.file).toBe('/etc/systemd/system/afterimage.service');
  }
});

const progress: RunEvent = {
  event: 'progress',
  phase: 'transferring',
  discovered: 100,
  items: { done: 25, total: 100 },
  bytes: 5_000_000,
  bytesPerSecond: 1_000_000,
  secondsLeft: 90,
  current: ['IMG_0001.JPG'],
};

function view(live: boolean, json = false) {
  const out = new PassThrough();
  const err = Object.assign(new PassThrough(), { isTTY: live, columns: 100 });
  let now = 0;
  const shown = new RunView(new Terminal({ out, err }, { json, quiet: false }), () => now);
  return {
    show: (event: RunEvent) => shown.show(event),
    wait: (ms: number) => {
      now += ms;
    },
    out: () => String(out.read() ?? ''),
    err: () => String(err.read() ?? ''),
  };
}

test('on a terminal one line is drawn over and over: bar, counts, rate, time left, current item', () => {
  const { show, err } = view(true);
  show(progress);
  show(progress);
  const drawn = err();
  expect(drawn).not.toContain('\n');
  expect(drawn).toContain('██████░░░░░░░░░░░░░░░░░░ 25/100 · 5 MB at 1 MB/s · 1 min 30 s left · IMG_0001.JPG');
});

test('elsewhere a plain line appears now and then', () => {
  const { show, wait, err } = view(false);
  for (let second = 0; second < 25; second += 1) {
    show(progress);
    wait(1_000);
  }
  expect(err().trimEnd().split('\n')).toHaveLength(3);
});

test('with --json stdout has one record a line and stderr none of the words', () => {
  const { show, out, err } = view(false, true);
  show(progress);
  expect(JSON.parse(out())).toEqual(progress);
  expect(err()).not.toContain('✗');
});

test('the report shows the accounting identity', () => {
  const { show, out } = view(false);
  show({
    event: 'finished',
    ...{ run: 1, source: 'library', account: '1', kind: 'full', dryRun: false, outcome: 'complete', problem: null },
    ...{ discovered: 10, stored: 4, present: 5, skipped: 1, failed: 0 },
    ...{ bytes: 4_000_000, apiRequests: 3, mediaRequests: 4, seconds: 2 },
    ...{ startedAt: '2026-11-21T00:00:00.000Z', finishedAt: '2026-11-21T00:00:02.000Z' },
  });
  const text = out();
  expect(text).toContain('discovered 10 = stored 4 + present 5 + skipped 1 + failed 0');
  expect(text).toContain('4 MB in 2 s (2 MB/s), 3 API requests, 4 byte requests');
});

test('a file name cannot command the terminal', () => {
  const { show, err } = view(true);
  show({ ...progress, current: ['evil\u001b[2Jname\u202egpj.exe'] });
  expect(err()).toContain('evil\u{fffd}[2Jname\u{fffd}gpj.exe');
});

const picker = { event: 'picker', sessionId: 's', expiresAt: '2026-11-28T10:00:00.000Z' } as const;

test('while a person chooses, words stand still; then they say what was chosen', () => {
  const { show, err } = view(true);
  const idle: RunEvent = { ...progress, phase: 'discovering', discovered: 0, current: [] };
  const page = { pickerUri: 'https://photos.google.com/picker/s', waitsUntil: '2026-11-21T10:30:00.000Z' };
  show({ ...picker, state: 'waiting', session: 1, chosen: 0, ...page });
  show(idle);
  const waiting = err();
  expect(waiting).toContain('Choose photos in your browser and press Done there');
  expect(waiting).not.toContain('fetched');
  show({ ...picker, state: 'listing', session: 1, chosen: 0 });
  show({ ...picker, state: 'chosen', session: 1, chosen: 2_000 });
  show({ ...picker, state: 'waiting', session: 2, chosen: 2_000, ...page });
  expect(err()).toMatch(/2,000 items chosen\. Fetching them[\s\S]*2,000 items chosen, which is as many as fit/);
  show({ ...picker, state: 'kept', session: 2, chosen: 2_010 });
  expect(err()).toContain('Run pick again before 28 Nov 2026');
});

test('a record has the words of a way out, and not the message behind them', () => {
  const out = new PassThrough();
  const met = problem('token-store-unreadable', { wayOut: message('way-out.client-file-again') });
  new Terminal({ out, err: new PassThrough() }, { json: true, quiet: false }).record({ event: 'failed', problem: met });
  const { advice, ...told } = met;
  expect(advice).toBeDefined();
  expect(JSON.parse(String(out.read()))).toEqual({ event: 'failed', problem: told });
});
