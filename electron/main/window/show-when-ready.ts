import type { BrowserWindow } from 'electron';
import type { Clock } from '../../base/clock.ts';

/** A window is shown after this many milliseconds even when nothing has told that it has something to show. */
export const showAtLatestMs = 2_000;

/**
 * Brings a window up that was made with `show: false` as soon as it has something to show. `ready-to-show` is the event for
 * that, but it waits for a first frame, and some Wayland compositors ask a hidden window for none
 * (https://github.com/electron/electron/issues/48859): the end of the load, its failure and a time limit count too.
 * Whatever else shows the window first has settled it, and a window that was closed again stays hidden.
 */
export function showWhenReady(window: BrowserWindow, after: Clock['after'], bringUp: () => void): void {
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
    cancel();
  };
  const show = (): void => {
    if (isSettled) return;
    settle();
    bringUp();
  };
  const cancel = after(showAtLatestMs, show);
  window.once('show', settle);
  window.once('closed', settle);
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', show);
  window.webContents.on('did-fail-load', (_event, _code, _description, _url, isMainFrame) => {
    if (isMainFrame) show();
  });
}
