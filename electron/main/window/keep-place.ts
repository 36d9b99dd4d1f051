import type { BrowserWindow, Rectangle } from 'electron';
import type { Clock } from '../../base/clock.ts';
import { placeOnScreens, type Screens, type WindowPlace, workAreasOf } from './window-place.ts';

/** So long a window stands still before its place is remembered, in milliseconds: a drag tells hundreds of places. */
const stillMs = 500;

/** What the place of a window is kept with. */
export interface PlaceOptions {
  readonly screens: Screens;
  readonly remember: (place: WindowPlace) => void;
  readonly after: Clock['after'];
}

/**
 * Remembers where the window stands, and brings it back when the screen under it goes or shrinks: of a window that is
 * hidden in the tray no system takes care.
 */
export function keepPlace(window: BrowserWindow, options: PlaceOptions): void {
  const { screens, remember, after } = options;
  let cancel: () => void = () => undefined;
  const rememberNow = (): void => {
    cancel();
    const place = placeOf(window);
    if (place !== null) remember(place);
  };
  const rememberSoon = (): void => {
    cancel();
    cancel = after(stillMs, rememberNow);
  };
  const bringBack = (): void => {
    if (window.isMaximized() || window.isFullScreen() || window.isMinimized()) return;
    const bounds = window.getBounds();
    const wanted = placeOnScreens(bounds, workAreasOf(screens));
    if (!isSame(bounds, wanted)) window.setBounds(wanted);
  };
  const followScreens = (way: 'on' | 'off'): void => {
    screens[way]('display-added', bringBack);
    screens[way]('display-removed', bringBack);
    screens[way]('display-metrics-changed', bringBack);
  };
  window.on('resize', rememberSoon);
  window.on('move', rememberSoon);
  window.on('maximize', rememberSoon);
  window.on('unmaximize', rememberSoon);
  // Also when the window is only hidden, and when the program ends.
  window.on('close', rememberNow);
  followScreens('on');
  window.once('closed', () => {
    cancel();
    followScreens('off');
  });
}

/** Null while the window is minimised or full screen: what it was before that counts. */
function placeOf(window: BrowserWindow): WindowPlace | null {
  if (window.isMinimized() || window.isFullScreen()) return null;
  const { x, y, width, height } = window.getNormalBounds();
  return { x, y, width, height, isMaximized: window.isMaximized() };
}

function isSame(one: Rectangle, other: Rectangle): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}
