import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type BrowserSystem, openBrowser } from '../../../electron/account/open-browser.ts';
import { problemIn, valueIn } from './fixtures/expect-result.ts';

interface Started {
  readonly program: string;
  readonly args: readonly string[];
}

/** A system whose opener is a real process that ends with `exitCode`, or stays when null. */
function systemWith(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, exitCode: number | null) {
  const started: Started[] = [];
  const start = (program: string, args: readonly string[]): ChildProcess => {
    started.push({ program, args });
    const script = exitCode === null ? 'setInterval(() => {}, 1000)' : `process.exit(${exitCode})`;
    const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
    onTestFinished(() => void child.kill());
    return child;
  };
  const system: BrowserSystem = { platform, env, start };
  return { system, started };
}

const address = 'https://accounts.google.com/o/oauth2/v2/auth?client_id=a&state=b%20c';

describe('opening the system browser', () => {
  test('on Linux with a screen', async () => {
    const { system, started } = systemWith('linux', { DISPLAY: ':0' }, 0);
    valueIn(await openBrowser(address, system));
    expect(started).toEqual([{ program: 'xdg-open', args: [address] }]);
  });

  test('on macOS and Windows, without a shell that would read the address', async () => {
    const mac = systemWith('darwin', {}, 0);
    valueIn(await openBrowser(address, mac.system));
    expect(mac.started[0]).toEqual({ program: '/usr/bin/open', args: [address] });
    const windows = systemWith('win32', { SystemRoot: 'C:\\Windows' }, 0);
    valueIn(await openBrowser(address, windows.system));
    expect(windows.started[0]?.program).toMatch(/rundll32\.exe$/);
    expect(windows.started[0]?.args).toEqual(['url.dll,FileProtocolHandler', address]);
  });

  test('an opener that fails, is missing, or has no screen', async () => {
    problemIn(await openBrowser(address, systemWith('darwin', {}, 3).system), 'browser-not-opened');
    const noScreen = systemWith('linux', {}, 0);
    problemIn(await openBrowser(address, noScreen.system), 'browser-not-opened');
    expect(noScreen.started).toEqual([]);
    const missing: BrowserSystem = { platform: 'darwin', env: {}, start: () => spawn('/nonexistent/opener') };
    problemIn(await openBrowser(address, missing), 'browser-not-opened');
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'http://example.org/', '--help', 'ms-settings:', ''])(
    'what is no safe page is never handed on: %s',
    async (wrong) => {
      const { system, started } = systemWith('linux', { DISPLAY: ':0' }, 0);
      problemIn(await openBrowser(wrong, system), 'browser-not-opened');
      expect(started).toEqual([]);
    },
  );

  test('pages on this computer may be opened', async () => {
    const { system, started } = systemWith('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 0);
    valueIn(await openBrowser('http://127.0.0.1:8080/auth', system));
    expect(started).toHaveLength(1);
  });
});
