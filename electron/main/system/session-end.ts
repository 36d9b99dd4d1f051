import type { BaseWindow } from 'electron';

/** What the end of a Windows session is followed by. */
export interface SessionEndOptions {
  readonly platform: NodeJS.Platform;
  /** Makes a window that is never shown. */
  readonly create: () => Pick<BaseWindow, 'on'>;
  /** Puts everything down before it returns. */
  readonly end: () => void;
  readonly exit: () => void;
  readonly log: (line: string) => void;
}

/**
 * Windows tells windows alone that its session ends (`before-quit` does not come), and while only the tray is there the
 * program has none: one that is never shown listens. When `session-end` has been answered, Windows and Electron end the
 * process without another word (https://github.com/electron/electron/pull/52604), so everything is put down within it.
 * `query-session-end` is left alone: whether the session ends is the person's to say, and it may still be called off.
 */
export function followSessionEnd({ platform, create, end, exit, log }: SessionEndOptions): void {
  if (platform !== 'win32') return;
  create().on('session-end', ({ reasons }) => {
    log(`The session ends: ${reasons.join(', ')}`);
    end();
    // An installer that only closes the program waits for its end.
    setImmediate(exit);
  });
}
