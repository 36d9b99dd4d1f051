import { LoudEmitter } from '../core/loud.ts';

/** What the updater ends. */
export type UpdatedApp = {
  readonly quit: () => void;
  readonly windows: () => readonly { close(): void; once(event: 'closed', listener: () => void): unknown }[];
};

/**
 * `autoUpdater`: fetches nothing; `quitAndInstall` ends the app. Squirrel's way on Windows is to quit. On macOS Electron
 * closes the windows itself, and quits when the last one is gone: their `close` comes before the app's `before-quit`.
 */
export class AutoUpdater extends LoudEmitter {
  readonly #app: UpdatedApp;
  readonly #closesFirst: boolean;

  constructor(app: UpdatedApp, closesFirst: boolean) {
    super('autoUpdater');
    this.#app = app;
    this.#closesFirst = closesFirst;
  }

  quitAndInstall(): void {
    this.emit('before-quit-for-update');
    const windows = this.#closesFirst ? this.#app.windows() : [];
    let open = windows.length;
    if (open === 0) return this.#app.quit();
    for (const window of windows) {
      // A window that refuses to close is waited for.
      window.once('closed', () => {
        open -= 1;
        if (open === 0) this.#app.quit();
      });
      window.close();
    }
  }
}
