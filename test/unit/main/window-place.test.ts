import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { describe, expect, it } from 'vitest';
import { createMainWindow } from '../../../electron/main/window/main-window.ts';
import { placeOnScreens, type WindowPlace } from '../../../electron/main/window/window-place.ts';
import { FakeClock } from './support/fake-clock.ts';
import { plainScreen, screensOf } from './support/window-place.ts';

const left = plainScreen;
const right: Rectangle = { x: 1920, y: 0, width: 1280, height: 1024 };
const place = (x: number, y: number, width = 1000, height = 700): Rectangle => ({ x, y, width, height });

describe('where a window may be', () => {
  it.each<[string, Rectangle, readonly Rectangle[], Rectangle]>([
    ['stays where it was', place(300, 200), [left], place(300, 200)],
    ['stays across two screens side by side', place(1500, 100), [left, right], place(1500, 100)],
    [
      'keeps the invisible border of a window that fills half a screen',
      place(-7, 0, 974, 1087),
      [left],
      place(-7, 0, 974, 1087),
    ],
    ['comes back from a screen that was unplugged', place(2100, 100), [left], place(920, 100)],
    ['comes back from a screen on the left', place(-1800, 100), [left], place(0, 100)],
    ['comes back from far away', place(90_000, -90_000), [left], place(920, 0)],
    ['keeps its title bar below the upper edge', place(300, -40), [left], place(300, 0)],
    ['comes out of a hole between screens', place(2000, 1050, 800, 600), [left, right], place(2000, 424, 800, 600)],
    ['goes to the screen that shows most of it', place(1700, 700), [left, right], place(1920, 324)],
    ['goes to the nearest screen when none shows it', place(4000, 100), [left, right], place(2200, 100)],
    ['shrinks to a smaller screen', place(0, 0, 1900, 1000), [place(0, 0, 1024, 600)], place(0, 0, 1024, 600)],
    ['keeps clear of a task bar', place(0, 10), [place(0, 40, 1920, 1040)], place(0, 40)],
    [
      'shows its title bar on a screen that is too small',
      place(50, 60),
      [place(0, 0, 300, 200)],
      place(0, 0, 360, 480),
    ],
    ['stays while no screen is known', place(2100, 100), [], place(2100, 100)],
  ])('%s', (_what, was, screens, now) => {
    expect(placeOnScreens(was, screens)).toEqual(now);
  });
});

/** What the main window uses of a BrowserWindow; as Electron's, it is shown when it is maximised. */
class PlayedWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
  readonly told: string[] = [];
  bounds: Rectangle;
  state: 'normal' | 'maximised' | 'minimised' | 'full screen' = 'normal';
  constructor({ x = 410, y = 160, width = 0, height = 0 }: BrowserWindowConstructorOptions) {
    super();
    this.bounds = { x, y, width, height };
  }
  loadURL = async (): Promise<void> => undefined;
  isMinimized = (): boolean => this.state === 'minimised';
  isMaximized = (): boolean => this.state === 'maximised';
  isFullScreen = (): boolean => this.state === 'full screen';
  getBounds = (): Rectangle => this.bounds;
  getNormalBounds = (): Rectangle => this.bounds;
  hide = (): void => undefined;
  focus = (): void => undefined;

  setBounds(bounds: Rectangle): void {
    this.bounds = bounds;
    this.told.push('moved');
  }
  maximize(): void {
    this.state = 'maximised';
    this.told.push('maximised');
    this.emit('show');
  }
  show(): void {
    this.told.push('shown');
    this.emit('show');
  }
  /** The person drags it there. */
  drag(bounds: Rectangle): void {
    this.bounds = bounds;
    this.emit('move');
    this.emit('resize');
  }
}

function open(last: WindowPlace | null, areas: { bounds: Rectangle; workArea?: Rectangle }[] = [{ bounds: left }]) {
  const clock = new FakeClock('2026-03-10T12:00:00.000Z');
  const remembered: WindowPlace[] = [];
  const { screens, changed, played: screen } = screensOf(areas);
  let made: PlayedWindow | null = null;
  const window = createMainWindow({
    create: (options) => {
      made = new PlayedWindow(options);
      const whatIsUsed: unknown = made;
      return whatIsUsed as BrowserWindow;
    },
    preload: '/app/preload.cjs',
    icon: '/app/icon.png',
    devTools: false,
    platform: 'linux',
    language: () => 'en',
    isDark: () => false,
    isQuitting: () => false,
    place: { screens, remembered: () => last, remember: (at) => void remembered.push(at) },
    onHidden: () => undefined,
    clock,
  });
  window.show();
  return { window, clock, remembered, changed, screen, areas, played: made ?? new PlayedWindow({}) };
}

describe('the place of the window', () => {
  it('is left to the system the first time, and no larger than the screen', () => {
    expect(open(null).played.bounds).toEqual({ x: 410, y: 160, width: 1100, height: 760 });
    const small = open(null, [{ bounds: place(0, 0, 1024, 600), workArea: place(0, 30, 1024, 570) }]);
    expect(small.played.bounds).toMatchObject({ width: 1024, height: 570 });
  });

  it('is the one it had, on a screen that is there', () => {
    expect(open({ ...place(300, 200), isMaximized: false }).played.bounds).toEqual(place(300, 200));
    expect(open({ ...place(2100, 100), isMaximized: false }).played.bounds).toEqual(place(920, 100));
  });

  it('is maximised again when there is something to show, not before', () => {
    const { played } = open({ ...place(300, 200), isMaximized: true });
    expect({ bounds: played.bounds, told: played.told }).toEqual({ bounds: place(300, 200), told: [] });
    played.emit('ready-to-show');
    expect(played.told).toEqual(['maximised', 'shown']);
  });

  it('is maximised, too, when a second start shows the window first, and only once', () => {
    const { window, played } = open({ ...place(300, 200), isMaximized: true });
    window.show();
    played.state = 'normal';
    window.show();
    expect(played.told).toEqual(['maximised', 'shown', 'shown']);
  });

  it('is remembered half a second after the last move', () => {
    const { played, clock, remembered } = open(null);
    played.show();
    played.drag(place(10, 10));
    clock.advance(499);
    played.drag(place(20, 20));
    clock.advance(499);
    expect(remembered).toEqual([]);
    clock.advance(1);
    expect(remembered).toEqual([{ ...place(20, 20), isMaximized: false }]);
    played.maximize();
    played.emit('maximize');
    clock.advance(500);
    expect(remembered.at(-1)).toEqual({ ...place(20, 20), isMaximized: true });
  });

  it('is remembered at once when the window closes, hidden or for good', () => {
    const { played, clock, remembered } = open(null);
    played.show();
    played.drag(place(10, 10));
    played.emit('close', { preventDefault: () => undefined });
    expect(remembered).toEqual([{ ...place(10, 10), isMaximized: false }]);
    clock.advance(1_000);
    expect(remembered).toHaveLength(1);
  });

  it('is not overwritten by a window that closes before it was seen', () => {
    const { played, remembered } = open({ ...place(300, 200), isMaximized: true });
    played.emit('close', { preventDefault: () => undefined });
    expect(remembered).toEqual([]);
  });

  it.each(['minimised', 'full screen'] as const)('is what it was before while the window is %s', (state) => {
    const { played, clock, remembered } = open(null);
    played.show();
    played.state = state;
    played.drag(place(0, 0, 1920, 1080));
    clock.advance(1_000);
    expect(remembered).toEqual([]);
  });

  it.each(['display-removed', 'display-added', 'display-metrics-changed'])(
    'is brought back to a screen by %s, in the tray as well',
    (event) => {
      const areas = [{ bounds: left }, { bounds: right }];
      const { played, changed } = open({ ...place(2100, 100), isMaximized: false }, areas);
      played.show();
      changed(event);
      expect(played.bounds).toEqual(place(2100, 100));
      areas.pop();
      changed(event);
      expect(played.bounds).toEqual(place(920, 100));
      expect(played.told).toEqual(['shown', 'moved']);
    },
  );

  it('is left to the system while the window is maximised', () => {
    const areas = [{ bounds: left }, { bounds: right }];
    const { played, changed } = open({ ...place(2100, 100), isMaximized: true }, areas);
    played.emit('ready-to-show');
    areas.pop();
    changed('display-removed');
    expect(played.told).toEqual(['maximised', 'shown']);
  });

  it('is followed no longer when the window is gone', () => {
    const { played, clock, remembered, screen } = open(null);
    played.show();
    played.drag(place(10, 10));
    played.emit('closed');
    clock.advance(1_000);
    expect(remembered).toEqual([]);
    expect(screen.listenerCount('display-removed')).toBe(0);
  });
});
