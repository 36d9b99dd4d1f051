import type { ChromiumHost } from '../chromium/host.ts';

type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type Permission = Parameters<NonNullable<RequestHandler>>[1];

/** Electron's name for a permission and Chromium's. Permissions without a counterpart there are not imitated. */
const NAMES: readonly (readonly [Permission, string])[] = [
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
];

/**
 * The app's answers to permission questions. Chromium cannot ask over the DevTools protocol, so the handlers are asked
 * ahead of time, when a page has come to an origin, and Chromium is told what they said.
 */
export class Permissions {
  readonly #host: ChromiumHost;
  #check: CheckHandler = null;
  #request: RequestHandler = null;

  constructor(host: ChromiumHost) {
    this.#host = host;
  }

  setCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }
  setRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  /** Applies the answers for a page; `origin` as the app knows it, `address` as Chromium does. */
  async apply(page: Electron.WebContents, origin: string, address: string): Promise<void> {
    // Without handlers Electron allows everything, and a page that no web origin owns can be allowed nothing.
    if ((!this.#check && !this.#request) || !/^https?:/.test(address)) return;
    for (const [permission, name] of NAMES) {
      const setting = (await this.#allows(page, permission, origin)) ? 'granted' : 'denied';
      await this.#host.send('Browser.setPermission', { permission: { name }, setting, origin: address });
    }
  }

  async #allows(page: Electron.WebContents, permission: Permission, origin: string): Promise<boolean> {
    const details = { requestingUrl: origin, isMainFrame: true, embeddingOrigin: origin, securityOrigin: origin };
    // A check may know more permissions than a request; those asked for here are known to both.
    if (this.#check && !this.#check(page, permission as Parameters<NonNullable<CheckHandler>>[1], origin, details))
      return false;
    const request = this.#request;
    return request ? new Promise((resolve) => request(page, permission, resolve, details)) : true;
  }
}
