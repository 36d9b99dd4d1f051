import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createMainWindow } from '../../../electron/main/window/main-window.ts';
import { showAtLatestMs } from '../../../electron/main/window/show-when-ready.ts';
import { FakeClock } from './support/fake-clock.ts';
import { placeOnOneScreen } from './support/window-place.ts';

/** What the main window uses of a BrowserWindow, over a desktop that shows what it is told to. */
class FakeWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
  isShown = false;
  hasFocus = false;
  timesShown = 0;

  readonly loadURL = async (): Promise<void> => undefined;
  readonly isMinimized = (): boolean => false;
  readonly isMaximized = (): boolean => false;
  readonly isFullScreen = (): boolean => false;
  readonly getNormalBounds = () => ({ x: 0, y: 0, width: 1100, height: 760 });
  readonly isVisible = (): boolean => this.isShown;
  readonly isFocused = (): boolean => this.hasFocus;

  show(): void {
    this.isShown = true;
    this.timesShown += 1;
    this.focus();
    this.emit('show');
  }

  focus(): void {
    this.hasFocus = true;
  }

  hide(): void {
    this.isShown = false;
    this.hasFocus = false;
  }
}

function openWindow() {
  const fake = new FakeWindow();
  const clock = new FakeClock('2026-03-10T12:00:00.000Z');
  let made: BrowserWindowConstructorOptions = {};
  let hidden = 0;
  const window = createMainWindow({
    create: (options) => {
      made = options;
      const whatIsUsed: unknown = fake;
      return whatIsUsed as BrowserWindow;
    },
    preload: '/app/preload.cjs',
    icon: '/app/icon.png',
    devTools: false,
    language: () => 'en',
    isDark: () => true,
    platform: 'linux',
    isQuitting: () => false,
    place: placeOnOneScreen(),
    onHidden: () => {
      hidden += 1;
    },
    clock,
  });
  window.show();
  return { window, fake, clock, made: () => made, hidden: () => hidden };
}

const failedLoad = (isMainFrame: boolean): unknown[] => [{}, -6, 'ERR_FILE_NOT_FOUND', 'app://bundle/', isMainFrame];

describe('a new window', () => {
  it.each([
    ['ready-to-show', (fake: FakeWindow) => fake.emit('ready-to-show')],
    ['did-finish-load', (fake: FakeWindow) => fake.webContents.emit('did-finish-load')],
    ['did-fail-load', (fake: FakeWindow) => fake.webContents.emit('did-fail-load', ...failedLoad(true))],
  ])('is hidden until %s, and shown by it once', (_event, happen) => {
    const { fake, clock, made } = openWindow();
    expect(made().show).toBe(false);
    expect(fake.isShown).toBe(false);
    happen(fake);
    expect(fake.isShown).toBe(true);
    for (const again of ['ready-to-show', 'did-finish-load']) {
      fake.emit(again);
      fake.webContents.emit(again);
    }
    clock.advance(showAtLatestMs * 2);
    expect(fake.timesShown).toBe(1);
  });

  it('is shown after two seconds when nothing tells that it is ready', () => {
    const { fake, clock } = openWindow();
    fake.webContents.emit('did-fail-load', ...failedLoad(false));
    clock.advance(1_999);
    expect(fake.isShown).toBe(false);
    clock.advance(1);
    expect(fake.isShown).toBe(true);
  });

  it('stays closed when the person closes it before it is ready', () => {
    const { window, fake, clock, hidden } = openWindow();
    // A second start brings it up at once.
    window.show();
    fake.emit('close', { preventDefault: () => undefined });
    fake.emit('ready-to-show');
    fake.webContents.emit('did-finish-load');
    clock.advance(showAtLatestMs);
    expect({ isShown: fake.isShown, hidden: hidden() }).toEqual({ isShown: false, hidden: 1 });
  });

  it('is not shown after it has gone', () => {
    const { fake, clock } = openWindow();
    fake.emit('closed');
    clock.advance(showAtLatestMs);
    expect(fake.isShown).toBe(false);
  });
});

describe('whether a person looks at the window', () => {
  it('is a matter of focus: a window that is open behind others does not count', () => {
    const { window, fake } = openWindow();
    expect(window.isLookedAt()).toBe(false);
    fake.emit('ready-to-show');
    expect(window.isLookedAt()).toBe(true);
    fake.hasFocus = false;
    expect(window.isLookedAt()).toBe(false);
    // Some window managers leave the focus where it was.
    fake.hide();
    fake.hasFocus = true;
    expect(window.isLookedAt()).toBe(false);
  });
});
