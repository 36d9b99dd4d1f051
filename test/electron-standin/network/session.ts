import type { ChromiumHost } from '../chromium/host.ts';
import { LoudEmitter } from '../core/loud.ts';
import { failLoudly } from '../core/not-implemented.ts';
import type { Recorder } from '../core/recorder.ts';
import { Permissions } from './permissions.ts';
import { Protocol } from './protocol.ts';
import { WebRequest } from './web-request.ts';

/** What the one session stands on. */
export type SessionOptions = {
  readonly host: ChromiumHost;
  readonly recorder: Recorder;
  readonly protocol: Protocol;
  readonly webRequest: WebRequest;
  readonly storagePath: () => string;
  readonly isQuitting: () => boolean;
};

/** `Session`: the default one, which is the only one. */
export class Session extends LoudEmitter {
  readonly protocol: ReturnType<typeof Protocol.facade>;
  readonly webRequest: ReturnType<typeof WebRequest.facade>;
  readonly #options: SessionOptions;
  readonly #permissions: Permissions;
  #spellChecker = true;

  constructor(options: SessionOptions) {
    super('session');
    this.#options = options;
    this.#permissions = new Permissions(options.host);
    this.protocol = Protocol.facade(options.protocol);
    this.webRequest = WebRequest.facade(options.webRequest);
  }

  setPermissionRequestHandler(handler: Parameters<Electron.Session['setPermissionRequestHandler']>[0]): void {
    this.#options.recorder.record('session.setPermissionRequestHandler', handler);
    this.#permissions.setRequestHandler(handler);
  }
  setPermissionCheckHandler(handler: Parameters<Electron.Session['setPermissionCheckHandler']>[0]): void {
    this.#options.recorder.record('session.setPermissionCheckHandler', handler);
    this.#permissions.setCheckHandler(handler);
  }
  setDevicePermissionHandler(handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]): void {
    this.#options.recorder.record('session.setDevicePermissionHandler', handler);
  }
  setDisplayMediaRequestHandler(handler: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0]): void {
    this.#options.recorder.record('session.setDisplayMediaRequestHandler', handler);
  }

  get spellCheckerEnabled(): boolean {
    return this.#spellChecker;
  }
  set spellCheckerEnabled(enable: boolean) {
    this.#spellChecker = enable;
  }
  isSpellCheckerEnabled(): boolean {
    return this.#spellChecker;
  }
  setSpellCheckerEnabled(enable: boolean): void {
    this.#spellChecker = enable;
  }
  setSpellCheckerLanguages(languages: readonly string[]): void {
    this.#options.recorder.record('session.setSpellCheckerLanguages', languages);
  }

  isPersistent(): boolean {
    return true;
  }
  get storagePath(): string {
    return this.#options.storagePath();
  }
  getStoragePath(): string {
    return this.#options.storagePath();
  }
  /** Nothing is held back from the disk here. */
  flushStorageData(): void {
    this.#options.recorder.record('session.flushStorageData');
  }

  /**
   * Called by a page that has come to an origin.
   * @standin
   */
  async permissionsFor(page: object, origin: string, address: string): Promise<void> {
    try {
      // The handlers get our page, which is all of Electron's that the stand-in has.
      await this.#permissions.apply(page as Electron.WebContents, origin, address);
    } catch (error) {
      if (!this.#options.isQuitting()) failLoudly(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
