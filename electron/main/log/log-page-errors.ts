import type { App } from 'electron';

/** After so many a page that never stops complaining is no longer listened to. */
const mostLines = 200;
const longestLine = 500;

/** Chromium's number for a load that another one, or a reload, took the place of (net::ERR_ABORTED). */
const aborted = -3;

/**
 * Writes down what goes wrong in a page: that it could not be loaded, that its preload failed, that it hangs, and what its
 * console reports as an error: what was thrown, and what its policy refused. Files and thumbnails that are not there are
 * no news.
 */
export function logPageErrors(app: Pick<App, 'on'>, log: (line: string) => void): void {
  let lines = 0;
  app.on('web-contents-created', (_event, contents) => {
    contents.on('did-fail-load', (_failed, code, description, url) => {
      if (code !== aborted) log(`The page could not be loaded: ${description} (${code}), ${url}`);
    });
    contents.on('preload-error', (_failed, script, error) => log(`The preload failed: ${script}: ${error.stack}`));
    contents.on('unresponsive', () => log('The page does not respond'));
    contents.on('console-message', ({ level, message }) => {
      if (level !== 'error' || message.startsWith('Failed to load resource') || lines >= mostLines) return;
      lines += 1;
      log(`The page reports: ${message.slice(0, longestLine)}`);
    });
  });
}
