import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { notBeforeReady } from '../../electron-standin/core/not-before-ready.ts';
import { Recorder } from '../../electron-standin/core/recorder.ts';
import { makeCrashReporter } from '../../electron-standin/system/crash-reporter.ts';
import { makePowerSaveBlocker } from '../../electron-standin/system/power.ts';
import { makeClipboard } from '../../electron-standin/ui/clipboard.ts';
import { makeDialog } from '../../electron-standin/ui/dialog.ts';
import { Menu, type MenuDeps } from '../../electron-standin/ui/menu.ts';
import { NativeImage } from '../../electron-standin/ui/native-image.ts';
import { NativeTheme } from '../../electron-standin/ui/native-theme.ts';
import { Screen } from '../../electron-standin/ui/screen.ts';
import { makeShell } from '../../electron-standin/ui/shell.ts';
import { Tray } from '../../electron-standin/ui/tray.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function deps(quit: () => void = () => undefined): MenuDeps {
  const focusedWindow = (): undefined => undefined;
  let last = 0;
  const roles = { quit, showAboutPanel: () => undefined, focusedWindow };
  return { recorder: new Recorder(), roles, focusedWindow, nextCommandId: () => ++last };
}

test('menu items do what a click does', () => {
  const clicked = vi.fn();
  const quit = vi.fn();
  const menu = Menu.fromTemplate(deps(quit), [
    { id: 'back-up', label: 'Back up', click: clicked },
    {
      label: 'Pause',
      submenu: [
        { id: 'hour', label: '1 hour', type: 'radio', checked: true },
        { id: 'day', label: '1 day', type: 'radio' },
      ],
    },
    { type: 'separator' },
    { id: 'login', label: 'Start at login', type: 'checkbox' },
    { id: 'quit', role: 'quit', click: clicked },
  ]);
  for (const id of ['back-up', 'day', 'login', 'quit']) menu.getMenuItemById(id)?.click();
  expect(clicked).toHaveBeenCalledExactlyOnceWith(menu.getMenuItemById('back-up'), undefined, {});
  expect(['hour', 'day', 'login'].map((id) => menu.getMenuItemById(id)?.checked)).toEqual([false, true, true]);
  expect([quit.mock.calls.length, menu.getMenuItemById('quit')?.label]).toEqual([1, 'Quit']);
  expect(menu.getMenuItemById('nothing')).toBeNull();
  expect(() => Menu.fromTemplate(deps(), [{ click: clicked }])).toThrow(
    'must have at least one of label, role or type',
  );
});

test('a role that nobody wrote is no silent click', () => {
  const menu = Menu.fromTemplate(deps(), [{ id: 'paste', role: 'paste' }]);
  expect(() => menu.getMenuItemById('paste')?.click()).toThrow('the menu role paste is not implemented');
});

test('images know their size, and refuse to give pixels that they do not have', async () => {
  const folder = await temporaryFolder();
  const picture = sharp({ create: { width: 32, height: 16, channels: 3, background: 'red' } });
  const png = await picture.clone().png().toBuffer();
  writeFileSync(join(folder, 'a.png'), png);
  writeFileSync(join(folder, 'a.jpg'), await picture.clone().jpeg().toBuffer());
  const [image, photo] = ['a.png', 'a.jpg'].map((name) => NativeImage.createFromPath(join(folder, name)));
  expect([image?.getSize(), photo?.getSize()]).toEqual([
    { width: 32, height: 16 },
    { width: 32, height: 16 },
  ]);
  expect(image?.toPNG()).toEqual(png);
  expect(NativeImage.createFromDataURL(image?.toDataURL() ?? '').getSize()).toEqual({ width: 32, height: 16 });
  expect(image?.resize({ width: 8 }).getSize()).toEqual({ width: 8, height: 4 });
  expect(() => image?.resize({ width: 8 }).toPNG()).toThrow('is not implemented');
  expect(() => photo?.toPNG()).toThrow('is not implemented');
  expect(NativeImage.createFromPath(join(folder, 'none.png')).isEmpty()).toBe(true);
});

test('a tray needs an icon that exists, and is of no use when it is destroyed', () => {
  const recorder = new Recorder();
  expect(() => new Tray(recorder, '/none.png')).toThrow("Failed to load image from path '/none.png'");
  const tray = new Tray(recorder, NativeImage.createEmpty());
  // An image that could not be read is an empty one, which is no error: the icon is just not there.
  tray.setImage(NativeImage.createFromPath('/none.png'));
  expect(() => tray.setImage('/none.png')).toThrow("Failed to load image from path '/none.png'");
  tray.setToolTip('Idle');
  tray.destroy();
  expect(recorder.callsTo('tray.setToolTip')).toEqual([['Idle']]);
  expect([tray.isDestroyed(), () => tray.setToolTip('x')]).toEqual([true, expect.any(Function)]);
  expect(() => tray.setToolTip('x')).toThrow('Tray is destroyed');
});

test('a tray that the desktop does not show takes what is set on it, and never tells a click', () => {
  const recorder = new Recorder();
  const clicks = [true, false].map((isShown) => {
    const tray = new Tray(recorder, NativeImage.createEmpty(), undefined, isShown);
    const clicked = vi.fn();
    tray.on('click', clicked);
    tray.emit('click');
    tray.setToolTip(String(isShown));
    return clicked.mock.calls.length;
  });
  expect(clicks).toEqual([1, 0]);
  expect(recorder.callsTo('tray.setToolTip')).toEqual([['true'], ['false']]);
});

test('nobody answers a native dialog, and nothing is really opened', async () => {
  const recorder = new Recorder();
  await expect(makeDialog(recorder, () => true).showOpenDialog({})).rejects.toThrow(
    'nobody answers dialog.showOpenDialog',
  );
  expect(() => makeDialog(recorder, () => true).showMessageBoxSync({ message: 'x' })).toThrow(
    'nobody answers dialog.showMessageBoxSync',
  );
  const shell = makeShell(recorder);
  await shell.openExternal('https://example.com');
  expect(await shell.openPath('/tmp')).toBe('');
  expect(await shell.openPath('/no/such/folder')).toBe('Failed to open path');
  expect(recorder.calls.map(({ api, args }) => [api, args[0]])).toEqual([
    ['shell.openExternal', 'https://example.com/'],
    ['shell.openPath', '/tmp'],
    ['shell.openPath', '/no/such/folder'],
  ]);
  await expect(shell.openExternal('no url')).rejects.toThrow('Invalid URL');
});

test('theme, clipboard, power and crash reports remember what they were told', async () => {
  const applied = vi.fn();
  const theme = new NativeTheme(applied);
  const updated = vi.fn();
  theme.on('updated', updated);
  theme.themeSource = 'dark';
  theme.themeSource = 'dark';
  expect([theme.shouldUseDarkColors, updated.mock.calls.length, applied.mock.calls]).toEqual([true, 1, [['dark']]]);

  const clipboard = makeClipboard();
  await clipboard.writeText('text');
  expect([await clipboard.readText(), await clipboard.has('text/plain')]).toEqual(['text', true]);
  clipboard.clear();
  expect(await clipboard.readText()).toBe('');

  const recorder = new Recorder();
  const blocker = makePowerSaveBlocker(recorder);
  const id = blocker.start('prevent-app-suspension');
  expect([blocker.isStarted(id), blocker.stop(id), blocker.isStarted(id), blocker.stop(id)]).toEqual([
    true,
    true,
    false,
    false,
  ]);

  const reporter = makeCrashReporter(recorder);
  reporter.start({ uploadToServer: false });
  reporter.addExtraParameter('a', 'b');
  expect([reporter.getUploadToServer(), reporter.getParameters()]).toEqual([false, { a: 'b' }]);
});

test('the screen is refused before the app is ready, and tells of every display after it', () => {
  let isReady = false;
  const displays = [
    { bounds: { x: 0, y: 0, width: 1920, height: 1080 }, workArea: { x: 0, y: 40, width: 1920, height: 1040 } },
    { bounds: { x: 1920, y: 0, width: 1280, height: 1024 } },
  ];
  const { screen } = notBeforeReady({ screen: new Screen(displays) }, () => isReady);
  expect(() => screen.getAllDisplays()).toThrow("The 'screen' module can't be used before the app 'ready' event");
  isReady = true;
  expect(screen.getAllDisplays().map(({ workArea }) => workArea.height)).toEqual([1040, 1024]);
  expect(screen.getPrimaryDisplay().bounds).toEqual(displays[0]?.bounds);
  expect(screen.getDisplayMatching({ x: 1800, y: 0, width: 800, height: 600 }).id).toBe(2);
  expect(screen.getDisplayNearestPoint({ x: -50, y: 2_000 }).id).toBe(1);
  const changes: string[] = [];
  const listener = (): void => void changes.push('removed');
  screen.on('display-removed', listener);
  screen.emit('display-removed');
  screen.off('display-removed', listener);
  screen.emit('display-removed');
  expect(changes).toEqual(['removed']);
});
