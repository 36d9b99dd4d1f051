import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { AppPaths } from '../../electron-standin/app/app-paths.ts';
import { type Greeting, SingleInstanceLock } from '../../electron-standin/app/single-instance.ts';
import { LoudEmitter } from '../../electron-standin/core/loud.ts';
import { onlyWhatIsWritten } from '../../electron-standin/core/not-implemented.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const greeting: Greeting = { argv: ['app', '--x'], workingDirectory: '/w', additionalData: { a: 1 } };

function lock(
  pid: number,
  alive: readonly number[],
  greeted: (greeting: Greeting) => void = () => undefined,
): SingleInstanceLock {
  const made = new SingleInstanceLock({ pid, isAlive: (one) => alive.includes(one), greeted });
  onTestFinished(() => made.release());
  return made;
}

test('the second start does not get the lock, and the first hears what it wanted', async () => {
  const folder = await temporaryFolder();
  const greeted = vi.fn();
  const first = lock(1, [1], greeted);
  expect(first.request(folder, greeting)).toBe(true);
  expect(first.request(folder, greeting)).toBe(true);
  const second = lock(2, [1]);
  expect(second.request(folder, greeting)).toBe(false);
  expect([first.isHeld, second.isHeld]).toEqual([true, false]);
  await vi.waitFor(() => expect(greeted.mock.calls).toEqual([[greeting]]));
});

test('a lock whose holder was killed is free, and a released one leaves nothing', async () => {
  const folder = await temporaryFolder();
  const killed = lock(1, []);
  expect(killed.request(folder, greeting)).toBe(true);
  const heir = lock(2, [2]);
  expect(heir.request(folder, greeting)).toBe(true);
  heir.release();
  expect(readdirSync(folder)).toEqual([]);
});

test('the standard folders are Electron’s on Linux, and can be moved', async () => {
  const folder = await temporaryFolder();
  const env = { XDG_PICTURES_DIR: '/pictures' };
  const paths = new AppPaths({ home: '/home/x', temp: '/tmp', executable: '/bin/e', env, appName: () => 'App' });
  expect(['userData', 'logs', 'pictures', 'downloads'].map((name) => paths.get(name))).toEqual([
    '/home/x/.config/App',
    '/home/x/.config/App/logs',
    '/pictures',
    '/home/x/Downloads',
  ]);
  paths.set('userData', join(folder, 'data'));
  expect([paths.get('sessionData'), existsSync(join(folder, 'data'))]).toEqual([join(folder, 'data'), true]);
  expect(() => paths.get('nowhere')).toThrow("Failed to get 'nowhere' path");
  expect(() => paths.set('userData', 'relative')).toThrow('Path must be absolute');
});

test('what is not written throws when it is read, called or set', () => {
  const shell = onlyWhatIsWritten('shell', { beep: (): string => 'beep' });
  expect(shell.beep()).toBe('beep');
  expect(() => Reflect.get(shell, 'trashItem')).toThrow('stand-in Electron: shell.trashItem is not implemented');
  expect(() => Reflect.set(shell, 'trashItem', 1)).toThrow('shell.trashItem is not implemented');
  shell.beep = () => 'replaced';
  expect(shell.beep()).toBe('replaced');
});

test('a loud class keeps its private fields, its identity and its events', async () => {
  class Window extends LoudEmitter {
    readonly #title = 'private';
    readonly self: Window;
    constructor() {
      super('Window');
      this.self = this;
    }
    title(): string {
      return this.#title;
    }
  }
  const window = new Window();
  const heard = vi.fn();
  window.on('focus', heard);
  window.emit('focus', 1);
  expect([window.title(), window.self === window, window instanceof Window, heard.mock.calls]).toEqual([
    'private',
    true,
    true,
    [[1]],
  ]);
  expect(() => Reflect.get(window, 'setOpacity')).toThrow('stand-in Electron: Window.setOpacity is not implemented');
  expect(await Promise.resolve(window)).toBe(window);
});
