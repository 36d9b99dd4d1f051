import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it } from 'vitest';
import { createMainWindow } from '../../../electron/main/window/main-window.ts';
import { FakeClock } from './support/fake-clock.ts';
import { placeOnOneScreen } from './support/window-place.ts';

/** A window of macOS: it leaves full screen some time after it was told to. */
class PlayedWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
  readonly told: string[] = [];
  isFull = false;
  isFullScreen = (): boolean => this.isFull;
  isMinimized = (): boolean => false;
  loadURL = async (): Promise<void> => undefined;
  show = (): void => void this.told.push('show');
  focus = (): void => undefined;
  hide = (): void => void this.told.push(this.isFull ? 'hide in full screen' : 'hide');
  setFullScreen = (flag: boolean): void => void this.told.push(`full screen ${flag}`);

  /** The person closes it; was that prevented? */
  close(): boolean {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    return isPrevented;
  }

  leaveFullScreen(): void {
    this.isFull = false;
    this.emit('leave-full-screen');
  }
}

/** What a function uses of a thing of Electron's; a fake has no more. */
function standingFor<T>(parts: unknown): T {
  return parts as T;
}

function openWindow(platform: NodeJS.Platform) {
  const played = new PlayedWindow();
  const life = { isQuitting: false, hidden: 0 };
  const window = createMainWindow({
    create: () => standingFor<BrowserWindow>(played),
    preload: '/app/preload.cjs',
    icon: '/app/icon.png',
    devTools: false,
    platform,
    language: () => 'de',
    isDark: () => false,
    isQuitting: () => life.isQuitting,
    place: placeOnOneScreen(),
    onHidden: () => {
      life.hidden += 1;
    },
    clock: new FakeClock('2026-03-10T12:00:00.000Z'),
  });
  window.show();
  window.show();
  played.told.length = 0;
  return { played, window, life };
}

describe('closing the window', () => {
  it('hides it, and closes it when the program ends', () => {
    const { played, life } = openWindow('linux');
    expect(played.close()).toBe(true);
    expect(played.told).toEqual(['hide']);
    expect(life.hidden).toBe(1);
    life.isQuitting = true;
    expect(played.close()).toBe(false);
  });

  it('in full screen on macOS leaves that first, or a black screen would stay behind', () => {
    const { played } = openWindow('darwin');
    played.isFull = true;
    expect(played.close()).toBe(true);
    // Somebody who presses Command+W twice asks for the same thing.
    expect(played.close()).toBe(true);
    expect(played.told).toEqual(['full screen false']);
    played.leaveFullScreen();
    expect(played.told).toEqual(['full screen false', 'hide']);
  });

  it('is forgotten when the window is wanted again while it leaves full screen', () => {
    const { played, window } = openWindow('darwin');
    played.isFull = true;
    played.close();
    window.show();
    played.leaveFullScreen();
    expect(played.told).toEqual(['full screen false', 'show']);
    // Later the window leaves full screen by the person's own wish, and stays.
    played.close();
    expect(played.told).toEqual(['full screen false', 'show', 'hide']);
  });

  it('in full screen elsewhere hides it at once: a window manager may never say that it left', () => {
    const { played } = openWindow('linux');
    played.isFull = true;
    played.close();
    expect(played.told).toEqual(['hide in full screen']);
  });
});
