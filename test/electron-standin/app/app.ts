import { cancellableEvent } from '../core/cancellable-event.ts';
import { LoudEmitter } from '../core/loud.ts';
import type { Recorder } from '../core/recorder.ts';
import type { Menu } from '../ui/menu.ts';
import type { WindowList } from '../windows/window-list.ts';
import type { AppPaths } from './app-paths.ts';
import type { LoginItem } from './login-item.ts';
import type { SingleInstanceLock } from './single-instance.ts';

/** The app's package.json, as far as Electron reads it. */
export type AppPackage = {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
};

/** What the app object stands on. */
export type AppOptions = {
  readonly paths: AppPaths;
  readonly lock: SingleInstanceLock;
  readonly commandLine: Electron.CommandLine;
  readonly isPackaged: boolean;
  readonly recorder: Recorder;
  readonly windows: WindowList;
  readonly applicationMenu: { get(): Menu | null; set(menu: Menu | null): void };
  readonly locale: string;
  readonly argv: () => readonly string[];
  readonly loginItem: LoginItem;
  /** Ends Chromium and the process. */
  readonly end: (exitCode: number) => void;
};

/** `app`. */
export class App extends LoudEmitter {
  readonly isPackaged: boolean;
  readonly dock = undefined;
  readonly runningUnderARM64Translation = false;
  readonly commandLine: Electron.CommandLine;
  readonly #options: AppOptions;
  readonly #whenReady: Promise<void>;
  #becomeReady: () => void = () => {};
  #ready = false;
  #quitting = false;
  #package: AppPackage = {};
  #folder = process.cwd();
  #name: string | undefined;
  #badgeCount = 0;

  constructor(options: AppOptions) {
    super('app');
    this.#options = options;
    this.commandLine = options.commandLine;
    this.isPackaged = options.isPackaged;
    this.#whenReady = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
  }

  whenReady(): Promise<void> {
    return this.#whenReady;
  }
  isReady(): boolean {
    return this.#ready;
  }

  getVersion(): string {
    return this.#package.version ?? '0.0.0';
  }
  get name(): string {
    return this.#name ?? this.#package.productName ?? this.#package.name ?? 'Electron';
  }
  set name(name: string) {
    this.#name = name;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getAppPath(): string {
    return this.#folder;
  }
  getPath(name: string): string {
    return this.#options.paths.get(name);
  }
  setPath(name: string, path: string): void {
    this.#options.paths.set(name, path);
  }
  setAppLogsPath(path?: string): void {
    this.#options.paths.set('logs', path ?? this.getPath('logs'));
  }
  getLocale(): string {
    return this.#options.locale;
  }
  getSystemLocale(): string {
    return this.#options.locale;
  }
  getPreferredSystemLanguages(): string[] {
    return [this.#options.locale];
  }

  requestSingleInstanceLock(additionalData: object = {}): boolean {
    const greeting = { argv: this.#options.argv(), workingDirectory: process.cwd(), additionalData };
    return this.#options.lock.request(this.getPath('userData'), greeting);
  }
  hasSingleInstanceLock(): boolean {
    return this.#options.lock.isHeld;
  }
  releaseSingleInstanceLock(): void {
    this.#options.lock.release();
  }

  quit(): void {
    if (this.#quitting || this.#prevented('before-quit')) return;
    this.#quitting = true;
    for (const window of this.#options.windows.all) {
      window.close();
      if (!window.isDestroyed()) {
        this.#quitting = false;
        return;
      }
    }
    if (this.#prevented('will-quit')) this.#quitting = false;
    else this.exit(0);
  }
  exit(exitCode = 0): void {
    this.#quitting = true;
    for (const window of this.#options.windows.all) window.destroy();
    this.emit('quit', cancellableEvent({}), exitCode);
    this.#options.lock.release();
    this.#options.end(exitCode);
  }
  relaunch(options?: Electron.RelaunchOptions): void {
    this.#options.recorder.record('app.relaunch', options);
  }
  focus(options?: Electron.FocusOptions): void {
    this.#options.recorder.record('app.focus', options);
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    this.#options.recorder.record('app.setLoginItemSettings', settings);
    this.#options.loginItem.set(settings);
  }
  getLoginItemSettings(_options?: Electron.LoginItemSettingsOptions): Electron.LoginItemSettings {
    return this.#options.loginItem.get();
  }

  get badgeCount(): number {
    return this.#badgeCount;
  }
  set badgeCount(count: number) {
    this.setBadgeCount(count);
  }
  getBadgeCount(): number {
    return this.#badgeCount;
  }
  setBadgeCount(count = 0): boolean {
    this.#options.recorder.record('app.setBadgeCount', count);
    this.#badgeCount = count;
    return true;
  }
  get applicationMenu(): Menu | null {
    return this.#options.applicationMenu.get();
  }
  set applicationMenu(menu: Menu | null) {
    this.#options.applicationMenu.set(menu);
  }

  setAboutPanelOptions(options: Electron.AboutPanelOptionsOptions): void {
    this.#options.recorder.record('app.setAboutPanelOptions', options);
  }
  showAboutPanel(): void {
    this.#options.recorder.record('app.showAboutPanel');
  }
  setAppUserModelId(id: string): void {
    this.#options.recorder.record('app.setAppUserModelId', id);
  }
  setDesktopName(name: string): void {
    this.#options.recorder.record('app.setDesktopName', name);
  }
  setAsDefaultProtocolClient(protocol: string, path?: string, args?: string[]): boolean {
    this.#options.recorder.record('app.setAsDefaultProtocolClient', protocol, path, args);
    return true;
  }
  addRecentDocument(path: string): void {
    this.#options.recorder.record('app.addRecentDocument', path);
  }
  /**
   * Every page of the stand-in has an isolated preload; the operating system's sandbox is off in all of them. Electron
   * takes `--no-sandbox` back when this is called, although the process was started without what a sandbox needs: its
   * GPU and network processes crash then, and the app with them.
   */
  enableSandbox(): void {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    if (this.commandLine.hasSwitch('no-sandbox')) {
      throw new Error('stand-in Electron: app.enableSandbox() with --no-sandbox crashes the GPU and network processes');
    }
    this.#options.recorder.record('app.enableSandbox');
  }
  disableHardwareAcceleration(): void {
    if (this.#ready) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
    this.#options.recorder.record('app.disableHardwareAcceleration');
  }

  /** @standin */
  get isQuitting(): boolean {
    return this.#quitting;
  }

  /**
   * Tells the app where it lives.
   * @standin
   */
  settle(folder: string, appPackage: AppPackage): void {
    this.#folder = folder;
    this.#package = appPackage;
  }

  /**
   * Begins the life of the app, unless it has quit while it was loading.
   * @standin
   */
  markReady(): void {
    if (this.#quitting) return;
    this.#ready = true;
    this.#becomeReady();
    this.emit('ready', cancellableEvent({}), {});
  }

  /**
   * The last window has closed: without a listener that is the end of the app.
   * @standin
   */
  lastWindowClosed(): void {
    if (!this.#quitting && !this.emit('window-all-closed')) this.quit();
  }

  #prevented(name: string): boolean {
    const event = cancellableEvent({});
    this.emit(name, event);
    return event.defaultPrevented;
  }
}
