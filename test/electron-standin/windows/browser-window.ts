import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cancellableEvent } from '../core/cancellable-event.ts';
import { endUseOf, failLoudly } from '../core/not-implemented.ts';
import type { NativeImage } from '../ui/native-image.ts';
import type { PageDeps } from './web-contents.ts';
import { WebContents } from './web-contents.ts';
import { WindowState } from './window-state.ts';

/** Where windows are entered, and who has the focus. */
type WindowRegister = {
  readonly all: readonly BrowserWindow[];
  readonly focused: BrowserWindow | null;
  nextId(): number;
  add(window: BrowserWindow): void;
  remove(window: BrowserWindow): void;
  focus(window: BrowserWindow | null): void;
};

/** What windows need from the app. */
export type WindowDeps = PageDeps & {
  readonly windows: WindowRegister;
  /** Whether windows ever tell `ready-to-show`; some Wayland compositors let no hidden window get so far. */
  readonly tellsReadyToShow: boolean;
  readonly appName: () => string;
  readonly appPath: () => string;
  readonly isReady: () => boolean;
  readonly created: (window: BrowserWindow) => void;
  readonly lastClosed: () => void;
  readonly renderProcessGone: (page: WebContents, details: Electron.RenderProcessGoneDetails) => void;
};

/** The screen that windows are placed on, in pixels. */
export const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 } as const;

/** `BrowserWindow`: recorded state around one real page. There is no frame: the window is as large as its page. */
export class BrowserWindow extends WindowState {
  readonly webContents: WebContents;
  readonly #deps: WindowDeps;
  #bounds: Electron.Rectangle;
  /** Those of a window that is maximised now. */
  #normalBounds: Electron.Rectangle;
  #minimumSize: readonly [number, number];
  #visible: boolean;
  #destroyed = false;

  constructor(deps: WindowDeps, options: Electron.BrowserWindowConstructorOptions = {}) {
    if (!deps.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    super(deps.windows.nextId(), options, deps.appName(), deps.recorder);
    this.#deps = deps;
    const { width = 800, height = 600, minWidth = 0, minHeight = 0 } = options;
    const centre = { x: Math.round((SCREEN.width - width) / 2), y: Math.round((SCREEN.height - height) / 2) };
    this.#bounds = { x: options.x ?? centre.x, y: options.y ?? centre.y, width, height };
    this.#normalBounds = this.#bounds;
    this.#minimumSize = [minWidth, minHeight];
    this.#visible = options.show !== false;
    this.webContents = new WebContents(this.id, deps, options, {
      close: () => this.close(),
      renderProcessGone: (details) => {
        this.webContents.emit('render-process-gone', cancellableEvent({}), details);
        deps.renderProcessGone(this.webContents, details);
      },
    });
    deps.windows.add(this);
    this.#applySize();
    if (deps.tellsReadyToShow) {
      this.webContents.once('did-finish-load', () => setImmediate(() => this.#readyToShow()));
    }
    this.webContents.on('page-title-updated', (event: Electron.Event, title: string, explicit: boolean) => {
      this.emit('page-title-updated', event, title, explicit);
      if (!event.defaultPrevented) this.setTitle(title);
    });
    deps.created(this);
    if (this.#visible) this.focus();
  }

  loadURL(url: string, options?: Electron.LoadURLOptions): Promise<void> {
    return this.webContents.loadURL(url, options);
  }
  loadFile(filePath: string): Promise<void> {
    return this.loadURL(pathToFileURL(resolve(this.#deps.appPath(), filePath)).href);
  }
  reload(): void {
    this.webContents.reload();
  }
  capturePage(): Promise<NativeImage> {
    return this.webContents.capturePage();
  }

  show(): void {
    this.showInactive();
    this.focus();
  }
  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  }
  hide(): void {
    if (!this.#visible) return;
    this.#visible = false;
    this.blur();
    this.emit('hide');
  }
  focus(): void {
    if (this.#visible) this.#deps.windows.focus(this);
  }
  blur(): void {
    if (this.isFocused()) this.#deps.windows.focus(null);
  }
  isVisible(): boolean {
    return this.#visible && !this.isMinimized();
  }
  isFocused(): boolean {
    return this.#deps.windows.focused === this;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }

  close(): void {
    if (this.#destroyed) return;
    const event = cancellableEvent({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#visible = false;
    this.#deps.windows.remove(this);
    this.webContents.gone();
    endUseOf(this, () => new TypeError('Object has been destroyed'));
    this.emit('closed');
    if (this.#deps.windows.all.length === 0) this.#deps.lastClosed();
  }

  /** Shows a hidden window, as Electron's documentation says, and fills the screen. */
  override maximize(): void {
    if (this.isMaximized()) return;
    this.showInactive();
    this.#normalBounds = this.getNormalBounds();
    super.maximize();
    this.#take(SCREEN);
  }
  override unmaximize(): void {
    if (!this.isMaximized()) return;
    super.unmaximize();
    this.#take(this.#normalBounds);
  }
  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  getNormalBounds(): Electron.Rectangle {
    return this.isMaximized() ? { ...this.#normalBounds } : this.getBounds();
  }
  getContentBounds(): Electron.Rectangle {
    return this.getBounds();
  }
  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }
  getContentSize(): number[] {
    return this.getSize();
  }
  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y];
  }
  getMinimumSize(): number[] {
    return [...this.#minimumSize];
  }
  setMinimumSize(width: number, height: number): void {
    this.#minimumSize = [width, height];
    this.setBounds({});
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }
  center(): void {
    const { width, height } = this.#bounds;
    this.setPosition(Math.round((SCREEN.width - width) / 2), Math.round((SCREEN.height - height) / 2));
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const wanted = { ...this.#bounds, ...bounds };
    const [minimumWidth, minimumHeight] = this.#minimumSize;
    const width = Math.max(wanted.width, minimumWidth);
    const height = Math.max(wanted.height, minimumHeight);
    this.#take({ x: wanted.x, y: wanted.y, width, height });
  }

  #take(next: Electron.Rectangle): void {
    const before = this.#bounds;
    this.#bounds = { ...next };
    const { x, y, width, height } = next;
    const resized = width !== before.width || height !== before.height;
    const moved = x !== before.x || y !== before.y;
    if (resized) this.#applySize();
    for (const event of [...(moved ? ['move', 'moved'] : []), ...(resized ? ['resize', 'resized'] : [])])
      this.emit(event);
  }

  /** A window that is shown already has nothing to be told of. */
  #readyToShow(): void {
    if (!this.#destroyed && !this.#visible) this.emit('ready-to-show');
  }

  #applySize(): void {
    this.webContents.setPageSize(this.#bounds).catch((error: Error) => {
      if (!this.#destroyed && !this.#deps.isQuitting()) failLoudly(error);
    });
  }
}
