import { LoudEmitter } from '../core/loud.ts';
import type { Recorder } from '../core/recorder.ts';

type ShownAs = 'normal' | 'minimized' | 'maximized' | 'full screen';

/** Window features that only a desktop shows. Each setter is recorded, each getter tells what was set. */
export class WindowState extends LoudEmitter {
  readonly #recorder: Recorder;
  readonly id: number;
  #state: ShownAs = 'normal';
  /** What a minimised window comes back as. */
  #before: ShownAs = 'normal';
  #title: string;
  #backgroundColor: string;
  #alwaysOnTop = false;
  #enabled = true;
  #resizable: boolean;
  #menuBarVisible = true;
  #autoHideMenuBar: boolean;

  constructor(id: number, options: Electron.BrowserWindowConstructorOptions, defaultTitle: string, recorder: Recorder) {
    super('BrowserWindow');
    this.id = id;
    this.#recorder = recorder;
    this.#title = options.title ?? defaultTitle;
    this.#backgroundColor = options.backgroundColor ?? '#FFFFFF';
    this.#resizable = options.resizable ?? true;
    this.#autoHideMenuBar = options.autoHideMenuBar ?? false;
  }

  #record(what: string, ...args: readonly unknown[]): void {
    this.#recorder.record(`window.${what}`, this.id, ...args);
  }

  minimize(): void {
    this.#become('minimized', 'minimize');
  }
  maximize(): void {
    this.#become('maximized', 'maximize');
  }
  unmaximize(): void {
    if (this.#state === 'maximized') this.#become('normal', 'unmaximize');
  }
  restore(): void {
    if (this.#state === 'minimized') this.#become(this.#before, 'restore');
  }
  setFullScreen(flag: boolean): void {
    if (flag) this.#become('full screen', 'enter-full-screen');
    else if (this.#state === 'full screen') this.#become('normal', 'leave-full-screen');
  }
  isMinimized(): boolean {
    return this.#state === 'minimized';
  }
  isMaximized(): boolean {
    return this.#state === 'maximized';
  }
  isFullScreen(): boolean {
    return this.#state === 'full screen';
  }
  isNormal(): boolean {
    return this.#state === 'normal';
  }

  get title(): string {
    return this.#title;
  }
  set title(title: string) {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  getBackgroundColor(): string {
    return this.#backgroundColor;
  }
  setBackgroundColor(backgroundColor: string): void {
    this.#backgroundColor = backgroundColor;
  }
  isAlwaysOnTop(): boolean {
    return this.#alwaysOnTop;
  }
  setAlwaysOnTop(flag: boolean): void {
    this.#alwaysOnTop = flag;
  }
  isEnabled(): boolean {
    return this.#enabled;
  }
  setEnabled(enable: boolean): void {
    this.#enabled = enable;
  }
  isResizable(): boolean {
    return this.#resizable;
  }
  setResizable(resizable: boolean): void {
    this.#resizable = resizable;
  }
  isMenuBarVisible(): boolean {
    return this.#menuBarVisible;
  }
  setMenuBarVisibility(visible: boolean): void {
    this.#menuBarVisible = visible;
  }
  isMenuBarAutoHide(): boolean {
    return this.#autoHideMenuBar;
  }
  setAutoHideMenuBar(hide: boolean): void {
    this.#autoHideMenuBar = hide;
  }
  get autoHideMenuBar(): boolean {
    return this.#autoHideMenuBar;
  }
  set autoHideMenuBar(hide: boolean) {
    this.#autoHideMenuBar = hide;
  }

  setProgressBar(progress: number, options?: Electron.ProgressBarOptions): void {
    this.#record('setProgressBar', progress, options);
  }
  flashFrame(flag: boolean): void {
    this.#record('flashFrame', flag);
  }
  setIcon(icon: Electron.NativeImage | string): void {
    this.#record('setIcon', icon);
  }
  setOverlayIcon(overlay: Electron.NativeImage | null, description: string): void {
    this.#record('setOverlayIcon', overlay, description);
  }
  setSkipTaskbar(skip: boolean): void {
    this.#record('setSkipTaskbar', skip);
  }
  setMenu(menu: Electron.Menu | null): void {
    this.#record('setMenu', menu);
  }
  removeMenu(): void {
    this.#record('removeMenu');
  }
  setTitleBarOverlay(options: Electron.TitleBarOverlayOptions): void {
    this.#record('setTitleBarOverlay', options);
  }
  moveTop(): void {
    this.#record('moveTop');
  }

  #become(state: ShownAs, event: string): void {
    if (this.#state === state) return;
    this.#before = this.#state;
    this.#state = state;
    this.#record(event);
    this.emit(event);
  }
}
