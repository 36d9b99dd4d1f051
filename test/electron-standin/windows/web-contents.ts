import type { ChromiumHost } from '../chromium/host.ts';
import type { ChromiumEvent, Protocol } from '../chromium/protocol.ts';
import { cancellableEvent } from '../core/cancellable-event.ts';
import { endUseOf, failLoudly, notImplemented } from '../core/not-implemented.ts';
import type { Recorder } from '../core/recorder.ts';
import { IpcMain } from '../ipc/ipc-main.ts';
import type { MessagePortMain } from '../ipc/message-port-main.ts';
import type { RequestOrigin } from '../network/interception.ts';
import type { SchemeAddresses } from '../network/scheme-addresses.ts';
import type { Session } from '../network/session.ts';
import type { Codec } from '../page/codec.ts';
import type { WindowRequest } from '../page/messages.ts';
import { NativeImage } from '../ui/native-image.ts';
import { browserMessage, consoleMessage, uncaughtMessage } from './console-message.ts';
import { FrameTree, type WebFrameMain } from './frame-tree.ts';
import { Navigation } from './navigation.ts';
import { PageConnection } from './page-connection.ts';
import { hearPage } from './page-messages.ts';
import { PageState } from './page-state.ts';
import { pageScripts } from './web-preferences.ts';

/** What every page of the app stands on. */
export type PageDeps = {
  readonly host: ChromiumHost;
  readonly codec: Codec;
  readonly addresses: SchemeAddresses;
  readonly session: Session;
  readonly ipcMain: IpcMain;
  readonly recorder: Recorder;
  readonly isQuitting: () => boolean;
  /** Told about every page that is being made; settles with its target, empty when it never came to be. */
  readonly opening: (target: Promise<string>) => void;
};

/** The window around the page. */
export type PageOwner = { close(): void; renderProcessGone(details: Electron.RenderProcessGoneDetails): void };

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;

/** `WebContents`: one page, seen from the main process. */
export class WebContents extends PageState {
  readonly ipc = new IpcMain();
  readonly session: Session;
  readonly hostWebContents = null;
  readonly opener = null;
  readonly #deps: PageDeps;
  readonly #owner: PageOwner;
  readonly #connection: PageConnection;
  readonly #frames: FrameTree;
  readonly #navigation: Navigation;
  readonly #created: Promise<void>;
  #openHandler: OpenHandler | undefined;
  #sized: Promise<void> = Promise.resolve();
  #title = '';
  #crashed = false;
  #destroyed = false;

  constructor(id: number, deps: PageDeps, options: Electron.BrowserWindowConstructorOptions, owner: PageOwner) {
    super(id, deps.recorder);
    this.#deps = deps;
    this.#owner = owner;
    this.session = deps.session;
    this.#connection = new PageConnection(deps.host, deps.codec, pageScripts(options.webPreferences ?? {}));
    this.#frames = new FrameTree(this.#connection, deps.addresses);
    this.#navigation = new Navigation(this.#connection, this.#frames, deps.addresses, (event, ...args) =>
      this.#destroyed ? false : this.emit(event, ...args),
    );
    this.#connection.on('chromium', (event) => this.#on(event));
    hearPage({
      connection: this.#connection,
      frames: this.#frames,
      ipcs: [this.ipc, deps.ipcMain],
      sender: this,
      opened: (request) => this.openRequested(request),
      closed: () => owner.close(),
      titled: (title) => {
        this.#title = title;
        this.emit('page-title-updated', cancellableEvent({}), title, true);
      },
      preloadFailed: (file, error) => this.emit('preload-error', cancellableEvent({}), file, error),
    });
    this.#created = this.#create(options.width ?? 800, options.height ?? 600);
    deps.opening(this.#created.catch(() => {}).then(() => this.#connection.targetId));
    this.#created.catch((error: Error) => {
      if (!this.#destroyed && !deps.isQuitting()) failLoudly(error);
    });
  }

  get mainFrame(): WebFrameMain {
    return this.#frames.mainFrame;
  }

  loadURL(url: string, _options?: Electron.LoadURLOptions): Promise<void> {
    const loaded = this.#created.then(() => this.#sized).then(() => this.#navigation.load(url));
    // As in Electron: a load that fails unheard is an event (`did-fail-load`), not an unhandled rejection.
    loaded.catch(() => {});
    return loaded;
  }

  reload(): void {
    this.#command('Page.reload', {});
  }
  reloadIgnoringCache(): void {
    this.#command('Page.reload', { ignoreCache: true });
  }
  stop(): void {
    this.#command('Page.stopLoading');
  }

  send(channel: string, ...args: readonly unknown[]): void {
    this.mainFrame.send(channel, ...args);
  }
  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.mainFrame.postMessage(channel, message, transfer);
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    await this.#created;
    const params = { expression: code, awaitPromise: true, returnByValue: true, userGesture };
    const { result, exceptionDetails } = await this.#connection.command('Runtime.evaluate', params);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'Script failed to execute');
    return result.value;
  }

  async capturePage(): Promise<NativeImage> {
    await this.#created;
    const { data } = await this.#connection.command('Page.captureScreenshot', { format: 'png' });
    return NativeImage.createFromBuffer(Buffer.from(data, 'base64'));
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  getURL(): string {
    const url = this.mainFrame.url;
    return url === 'about:blank' ? '' : url;
  }
  getTitle(): string {
    return this.#title;
  }
  getType(): 'window' {
    return 'window';
  }
  isLoading(): boolean {
    return this.#navigation.isLoading;
  }
  isLoadingMainFrame(): boolean {
    return this.#navigation.isLoading;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  forcefullyCrashRenderer(): void {
    // The answer never comes: the process that would give it is gone.
    this.#command('Page.crash');
  }
  close(_options?: Electron.CloseOpts): void {
    this.#owner.close();
  }
  /** @standin */
  get targetId(): string {
    return this.#connection.targetId;
  }

  /** @standin */
  hasFrame(frameId: string): boolean {
    return this.#frames.state(frameId) !== undefined;
  }

  /**
   * Where a request of one of its frames comes from, in webRequest's terms.
   * @standin
   */
  requestOrigin(frameId: string): RequestOrigin {
    const isMainFrame = frameId === this.#frames.mainFrameId;
    return { webContentsId: this.id, webContents: this, frame: this.#frames.frame(frameId), isMainFrame };
  }

  /**
   * `nativeTheme.themeSource`: what `prefers-color-scheme` says in the page.
   * @standin
   */
  applyTheme(source: Electron.NativeTheme['themeSource']): void {
    const value = source === 'system' ? '' : source;
    this.#command('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
  }

  /**
   * A page wants a new window: the app's handler decides. Child windows themselves are not written.
   * @standin
   */
  openRequested({ url, ...request }: WindowRequest): void {
    const address = this.#deps.addresses.toElectron(url);
    const referrer: Electron.Referrer = { url: this.getURL(), policy: 'strict-origin-when-cross-origin' };
    const answer = this.#openHandler?.({ ...request, url: address, referrer });
    if (answer?.action !== 'deny') failLoudly(notImplemented(`a child window (${address}) that the app allowed`));
  }

  /** @standin */
  crashed(reason: string, exitCode: number): void {
    const killed = reason === 'killed' || reason === 'oom' ? reason : 'crashed';
    this.#crashed = true;
    this.#owner.renderProcessGone({ reason: killed, exitCode });
  }

  /**
   * Sizes the window so that the page itself is as large as asked; loads wait for it.
   * @standin
   */
  setPageSize(size: Electron.Size): Promise<void> {
    const sized = this.#setPageSize(size);
    // Anyone who asked hears of a failure; the next load need not fail for it as well.
    this.#sized = sized.catch(() => {});
    return sized;
  }

  async #setPageSize({ width, height }: Electron.Size): Promise<void> {
    await this.#created;
    const { windowId } = await this.#connection.command('Browser.getWindowForTarget');
    // A headless window counts its tab strip and toolbar as height; the page is to be what was asked for.
    const expression = '[outerWidth - innerWidth, outerHeight - innerHeight]';
    const { result } = await this.#connection.command('Runtime.evaluate', { expression, returnByValue: true });
    const [extraWidth, extraHeight]: number[] = result.value;
    await this.#connection.command('Browser.setWindowBounds', {
      windowId,
      bounds: { width: width + (extraWidth ?? 0), height: height + (extraHeight ?? 0) },
    });
  }

  /**
   * The page is gone, or has to go.
   * @standin
   */
  gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#navigation.end();
    this.#connection.fallSilent();
    this.#frames.end();
    void this.#close();
    endUseOf(this, () => new TypeError('Object has been destroyed'));
    this.emit('destroyed');
  }

  async #create(width: number, height: number): Promise<void> {
    await this.#connection.open(width, height);
    this.#frames.setMainFrame(this.#connection.targetId);
    await this.#navigation.begin();
  }

  /** A page that is still being made is closed as soon as it is there. */
  async #close(): Promise<void> {
    await this.#created
      .then(() => (this.#crashed ? undefined : this.#navigation.halt()))
      .catch(() => {
        // It never came to be, or has gone on its own; closing it does no harm.
      });
    await this.#connection.close();
  }

  #command<Name extends keyof Protocol.CommandParameters>(
    method: Name,
    params?: Protocol.CommandParameters[Name],
  ): void {
    this.#created
      .then(() => this.#connection.command(method, params))
      .catch((error: Error) => {
        if (!this.#destroyed && !this.#crashed && !this.#deps.isQuitting()) failLoudly(error);
      });
  }

  #on(event: ChromiumEvent): void {
    if (this.#destroyed) return;
    if (event.method === 'Page.frameNavigated' && event.params.frame.parentId === undefined) {
      this.#crashed = false;
      void this.session.permissionsFor(this, this.mainFrame.origin, event.params.frame.securityOrigin);
    } else if (event.method === 'Runtime.consoleAPICalled') {
      this.#tellOfConsole(consoleMessage(event.params, this.#deps.addresses));
    } else if (event.method === 'Log.entryAdded') {
      this.#tellOfConsole(browserMessage(event.params, this.#deps.addresses));
    } else if (event.method === 'Runtime.exceptionThrown') {
      this.#tellOfConsole(uncaughtMessage(event.params, this.#deps.addresses));
    }
  }

  #tellOfConsole(message: ReturnType<typeof consoleMessage>): void {
    this.emit('console-message', cancellableEvent({ ...message, frame: this.mainFrame }));
  }
}
