import type { App, Session } from 'electron';
import { pageAddress, pageOrigin } from './page-files.ts';

/** What is locked down. */
export interface LockdownOptions {
  readonly app: Pick<App, 'on'>;
  readonly session: Session;
  readonly log: (line: string) => void;
}

/**
 * Denies by default, in one place, before the first window: permissions, devices, requests to anything but our own page,
 * navigation, new windows, webviews. The page asks for what it needs through the IPC verbs.
 */
export function lockDown({ app, session, log }: LockdownOptions): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    log(`Permission denied: ${permission}`);
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    const isOurs = details.url.startsWith(`${pageOrigin}/`) || details.url.startsWith('devtools://');
    if (!isOurs) log(`Request denied: ${details.url}`);
    decide({ cancel: !isOurs });
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      // Electron asks for `location.reload()`, too.
      if (isPage(event.url)) return;
      log(`Navigation denied: ${event.url}`);
      event.preventDefault();
    });
    // Frames come along here too; the page has none, and none may become anything.
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame) return;
      log(`Frame denied: ${event.url}`);
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      log(`Window denied: ${url}`);
      return { action: 'deny' };
    });
  });
}

/** Is this the page itself, at whatever place in it? Only in the main frame: a frame of it is denied like any other. */
function isPage(address: string): boolean {
  return address.replace(/(?:\?language=[a-z]+)?(?:#.*)?$/s, '') === pageAddress;
}
