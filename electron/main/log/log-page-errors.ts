import type { App } from 'electron';

/** After so many a page that never stops complaining is no longer listened to. */
const mostLines = 200;
const longestLine = 500;

/**
 * Writes down what the console of a page reports as an error: what was thrown, and what its policy refused. Files and
 * thumbnails that are not there are no news.
 */
export function logPageErrors(app: Pick<App, 'on'>, log: (line: string) => void): void {
  let lines = 0;
  app.on('web-contents-created', (_event, contents) => {
    contents.on('console-message', ({ level, message }) => {
      if (level !== 'error' || message.startsWith('Failed to load resource') || lines >= mostLines) return;
      lines += 1;
      log(`The page reports: ${message.slice(0, longestLine)}`);
    });
  });
}
