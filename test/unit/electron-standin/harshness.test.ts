import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { AutoUpdater } from '../../electron-standin/app/auto-updater.ts';
import { LoginItem } from '../../electron-standin/app/login-item.ts';
import { harshnessOf } from '../../electron-standin/core/harshness.ts';
import { Recorder } from '../../electron-standin/core/recorder.ts';
import { makeDialog } from '../../electron-standin/ui/dialog.ts';

test('a misspelt way of being harsh is refused, and none is the default', () => {
  expect([...harshnessOf({})]).toEqual([]);
  expect([...harshnessOf({ STANDIN_HARSH: 'utility-error,close-before-quit' })]).toEqual([
    'utility-error',
    'close-before-quit',
  ]);
  expect(() => harshnessOf({ STANDIN_HARSH: 'utility-eror' })).toThrow('there is no "utility-eror"');
});

/** A window that closes when it is told to, unless it refuses. */
class PlayedWindow extends EventEmitter {
  refuses = false;
  close(): void {
    if (!this.refuses) this.emit('closed');
  }
}

/** An updater over two windows; what it did, in order. */
function openUpdater(closesFirst: boolean) {
  const happened: string[] = [];
  const windows = [new PlayedWindow(), new PlayedWindow()];
  for (const window of windows) window.on('closed', () => happened.push('closed'));
  const updater = new AutoUpdater({ quit: () => happened.push('quit'), windows: () => windows }, closesFirst);
  updater.on('before-quit-for-update', () => happened.push('before-quit-for-update'));
  return { updater, happened, windows };
}

test('an update quits; on macOS the windows are closed before, and one that refuses is waited for', () => {
  const gentle = openUpdater(false);
  gentle.updater.quitAndInstall();
  expect(gentle.happened).toEqual(['before-quit-for-update', 'quit']);

  const harsh = openUpdater(true);
  const [first] = harsh.windows;
  if (first === undefined) throw new Error('There are two windows');
  first.refuses = true;
  harsh.updater.quitAndInstall();
  expect(harsh.happened).toEqual(['before-quit-for-update', 'closed']);
  first.emit('closed');
  expect(harsh.happened).toEqual(['before-quit-for-update', 'closed', 'closed', 'quit']);
});

test('a login item hands its arguments to the next session on Windows; elsewhere the session only says so', () => {
  const windows = new LoginItem({ keepsArguments: true, isOpenedAtLogin: false });
  expect(windows.nextLogin()).toBeNull();
  windows.set({ openAtLogin: true, args: ['--hidden'] });
  expect(windows.get()).toMatchObject({ openAtLogin: true, wasOpenedAtLogin: false });
  expect(windows.nextLogin()).toMatchObject({ args: ['--hidden'] });
  expect(windows.nextLogin()?.item.get().wasOpenedAtLogin).toBe(false);

  const mac = new LoginItem({ keepsArguments: false, isOpenedAtLogin: false });
  mac.set({ openAtLogin: true, args: ['--hidden'] });
  expect(mac.nextLogin()).toMatchObject({ args: [] });
  expect(mac.nextLogin()?.item.get().wasOpenedAtLogin).toBe(true);
});

test('an error box before ready is a line on stderr and no box', () => {
  const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const recorder = new Recorder();
  let isReady = false;
  const dialog = makeDialog(recorder, () => isReady);
  dialog.showErrorBox('Title', 'Content');
  expect(recorder.callsTo('dialog.showErrorBox')).toEqual([]);
  isReady = true;
  dialog.showErrorBox('Title', 'Content');
  expect(recorder.callsTo('dialog.showErrorBox')).toEqual([['Title', 'Content']]);
  expect(written.mock.calls).toEqual([['Title\nContent'], ['dialog.showErrorBox: Title\nContent']]);
  written.mockRestore();
});
