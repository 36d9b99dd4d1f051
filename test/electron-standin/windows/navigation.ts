import { once } from 'node:events';
import type { ChromiumEvent, Protocol } from '../chromium/protocol.ts';
import { cancellableEvent } from '../core/cancellable-event.ts';
import type { SchemeAddresses } from '../network/scheme-addresses.ts';
import type { FrameTree } from './frame-tree.ts';
import { loadError, loadFailure } from './load-errors.ts';
import type { PageConnection } from './page-connection.ts';

/** Emits on the webContents; true when somebody listened. */
export type Emit = (event: string, ...args: readonly unknown[]) => boolean;

type Paused = Protocol.Events['Fetch.requestPaused'];
type Ending = { succeed(): void; fail(code: string): void };

/** The story of a page's loads, told as Electron's events. */
export class Navigation {
  readonly #connection: PageConnection;
  readonly #frames: FrameTree;
  readonly #addresses: SchemeAddresses;
  readonly #emit: Emit;
  /** Navigations that pages asked for, as `frame url`; those of `loadURL` and of Playwright are not among them. */
  readonly #asked = new Set<string>();
  /** Who waits for the end of which load, by Chromium's loader. */
  readonly #endings = new Map<string, Ending>();
  #navigated: Promise<unknown> = Promise.resolve();
  /** Whether Chromium is loading something into the main frame. */
  #busy = false;
  #emptyPageLoader = '';
  /** What `loadURL` is loading: it reports its own failure, with its number. */
  #appUrl: string | undefined;
  readonly #errorPages = new Set<string>();
  #currentLoader = '';
  #loading = false;
  #ended = false;

  constructor(connection: PageConnection, frames: FrameTree, addresses: SchemeAddresses, emit: Emit) {
    this.#connection = connection;
    this.#frames = frames;
    this.#addresses = addresses;
    this.#emit = emit;
    connection.on('chromium', (event) => this.#on(event));
  }

  get isLoading(): boolean {
    return this.#loading;
  }

  /** Begins to watch; the page must be open and still empty. */
  async begin(): Promise<void> {
    const { frameTree } = await this.#connection.command('Page.getFrameTree');
    this.#emptyPageLoader = frameTree.frame.loaderId;
    // Documents only: everything else is decided at the browser, behind Playwright's own routes.
    await this.#connection.command('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] });
  }

  /** Loads a URL; settles when the page and everything in it has loaded or failed, as `loadURL` does. */
  async load(url: string): Promise<void> {
    if (this.#ended) throw loadError(loadFailure('ERR_FAILED'), url);
    this.#start();
    this.#appUrl = url;
    const navigated = this.#connection.command('Page.navigate', { url: this.#addresses.toChromium(url) });
    // `halt` wants it to be over; how it went is told below.
    this.#navigated = navigated.catch(() => {});
    const { errorText, loaderId } = await navigated;
    if (errorText) {
      const failure = loadFailure(errorText);
      this.#failed(url, failure.errno, failure.code, true);
      throw loadError(failure, url);
    }
    // Without a loader only the fragment changed, and nothing loads.
    if (loaderId === undefined) this.#stop();
    else if (this.#loading || this.#currentLoader !== loaderId) await this.#endOf(loaderId, url);
  }

  /**
   * Stops loading and waits until the page is at rest: Chromium forgets that it is closing a page when a new document
   * arrives in the meantime.
   */
  async halt(): Promise<void> {
    await this.#connection.command('Page.stopLoading').catch(() => {
      // Refused while Chromium changes the page's process: the new document is on its way and will be waited for.
    });
    await this.#navigated;
    while (this.#busy) await once(this.#connection, 'chromium');
  }

  /** The page has gone: whoever still waits learns it. */
  end(): void {
    this.#ended = true;
    for (const ending of this.#endings.values()) ending.fail('ERR_FAILED');
    this.#endings.clear();
  }

  #endOf(loaderId: string, url: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#endings.set(loaderId, { succeed: resolve, fail: (code) => reject(loadError(loadFailure(code), url)) });
    });
  }

  #on(event: ChromiumEvent): void {
    switch (event.method) {
      case 'Page.frameRequestedNavigation':
        this.#asked.add(`${event.params.frameId} ${event.params.url}`);
        break;
      case 'Page.frameStartedLoading':
      case 'Page.frameStoppedLoading':
        if (event.params.frameId === this.#frames.mainFrameId) this.#busy = event.method === 'Page.frameStartedLoading';
        break;
      case 'Page.frameNavigated':
        this.#committed(event.params.frame);
        break;
      case 'Page.navigatedWithinDocument': {
        const { frameId, url } = event.params;
        const isMainFrame = frameId === this.#frames.mainFrameId;
        this.#emit('did-navigate-in-page', cancellableEvent({}), this.#addresses.toElectron(url), isMainFrame, 1, 1);
        break;
      }
      case 'Page.lifecycleEvent':
        this.#lifecycle(event.params);
        break;
      case 'Fetch.requestPaused':
        void this.#decide(event.params);
        break;
      default:
        break;
    }
  }

  #committed({ id, parentId, url, loaderId, unreachableUrl }: Protocol.Page.Frame): void {
    if (this.#ended) return;
    const isMainFrame = parentId === undefined;
    const address = this.#addresses.toElectron(unreachableUrl ?? url);
    if (isMainFrame) {
      this.#currentLoader = loaderId;
      for (const [loader, ending] of this.#endings) {
        if (loader === loaderId) continue;
        this.#endings.delete(loader);
        ending.fail('ERR_ABORTED');
      }
    }
    if (unreachableUrl !== undefined) {
      // Chromium shows its error page; the event carries no number, so the general one stands in.
      this.#errorPages.add(loaderId);
      if (!isMainFrame || address !== this.#appUrl) this.#failed(address, -2, 'ERR_FAILED', isMainFrame);
      return;
    }
    if (isMainFrame) this.#start();
    if (isMainFrame) this.#emit('did-navigate', cancellableEvent({}), address, 200, 'OK');
    this.#emit(
      'did-frame-navigate',
      cancellableEvent({}),
      address,
      200,
      'OK',
      isMainFrame,
      1,
      this.#frames.frame(id).routingId,
    );
  }

  #lifecycle({ frameId, loaderId, name }: Protocol.Events['Page.lifecycleEvent']): void {
    if (this.#frames.state(frameId) === undefined) return;
    if (loaderId === this.#emptyPageLoader || loaderId === '' || this.#errorPages.has(loaderId)) return;
    const isMainFrame = frameId === this.#frames.mainFrameId;
    if (name === 'DOMContentLoaded' && isMainFrame) this.#emit('dom-ready', cancellableEvent({}));
    if (name !== 'load') return;
    this.#emit('did-frame-finish-load', cancellableEvent({}), isMainFrame, 1, this.#frames.frame(frameId).routingId);
    if (!isMainFrame) return;
    this.#emit('did-finish-load');
    this.#stop();
    this.#endings.get(loaderId)?.succeed();
    this.#endings.delete(loaderId);
  }

  #failed(url: string, errno: number, code: string, isMainFrame: boolean): void {
    this.#stop();
    this.#emit('did-fail-load', cancellableEvent({}), errno, code, url, isMainFrame, 1, 1);
  }

  #start(): void {
    if (this.#loading) return;
    this.#loading = true;
    this.#emit('did-start-loading');
  }

  #stop(): void {
    if (!this.#loading) return;
    this.#loading = false;
    this.#emit('did-stop-loading');
  }

  /** Asks the app whether a document may load: `will-navigate` for what a page wants, `will-redirect` for redirects. */
  async #decide({ requestId, request, frameId, redirectedRequestId }: Paused): Promise<void> {
    const url = request.url + (request.urlFragment ?? '');
    const asked = this.#asked.delete(`${frameId} ${url}`);
    const events = [
      ...(redirectedRequestId !== undefined ? ['will-redirect'] : []),
      ...(asked ? ['will-frame-navigate', ...(frameId === this.#frames.mainFrameId ? ['will-navigate'] : [])] : []),
    ];
    // Of a frame that has gone nobody can be asked any more.
    const isThere = this.#frames.state(frameId) !== undefined;
    const allowed = isThere && events.every((name) => this.#allows(name, this.#addresses.toElectron(url), frameId));
    const command = allowed
      ? this.#connection.command('Fetch.continueRequest', { requestId })
      : this.#connection.command('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    await command.catch(() => {
      // The frame or the page has gone, and the request with it.
    });
  }

  #allows(name: string, url: string, frameId: string): boolean {
    const frame = this.#frames.frame(frameId);
    const isMainFrame = frameId === this.#frames.mainFrameId;
    const event = cancellableEvent({ url, isSameDocument: false, isMainFrame, frame, initiator: frame });
    this.#emit(name, event, url, false, isMainFrame, frame.processId, frame.routingId);
    return !event.defaultPrevented;
  }
}
