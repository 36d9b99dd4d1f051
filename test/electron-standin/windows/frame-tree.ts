import type { ChromiumEvent } from '../chromium/protocol.ts';
import { LoudEmitter } from '../core/loud.ts';
import { endUseOf } from '../core/not-implemented.ts';
import type { MessagePortMain } from '../ipc/message-port-main.ts';
import type { SchemeAddresses } from '../network/scheme-addresses.ts';
import type { PageConnection } from './page-connection.ts';

type FrameState = { readonly id: string; parentId: string | undefined; url: string; origin: string; name: string };

/** All frames of one page, kept up to date from Chromium's events. */
export class FrameTree {
  readonly #connection: PageConnection;
  readonly #addresses: SchemeAddresses;
  readonly #states = new Map<string, FrameState>();
  readonly #frames = new Map<string, WebFrameMain>();
  #mainFrameId = '';
  #ended = false;

  constructor(connection: PageConnection, addresses: SchemeAddresses) {
    this.#connection = connection;
    this.#addresses = addresses;
    connection.on('chromium', (event) => this.#on(event));
  }

  /** The main frame's id is the target's id; it stays the same through all navigations. */
  setMainFrame(id: string): void {
    this.#mainFrameId = id;
    this.#state(id);
  }

  get mainFrameId(): string {
    return this.#mainFrameId;
  }

  get mainFrame(): WebFrameMain {
    return this.frame(this.#mainFrameId);
  }

  /** The one object that stands for a frame, so that `===` compares frames. */
  frame(id: string): WebFrameMain {
    const known = this.#frames.get(id);
    if (known) return known;
    const frame = new WebFrameMain(this, this.#connection, id, this.#frames.size + 1);
    this.#frames.set(id, frame);
    return frame;
  }

  state(id: string): Readonly<FrameState> | undefined {
    return this.#states.get(id);
  }

  childrenOf(id: string): readonly WebFrameMain[] {
    return [...this.#states.values()].filter(({ parentId }) => parentId === id).map((state) => this.frame(state.id));
  }

  /** The page is gone, and all its frames with it. */
  end(): void {
    this.#ended = true;
    for (const id of [...this.#states.keys()]) this.#remove(id);
  }

  #remove(id: string): void {
    this.#states.delete(id);
    const frame = this.#frames.get(id);
    if (frame === undefined) return;
    endUseOf(frame, () => new Error('Render frame was disposed before WebFrameMain could be accessed'));
  }

  #state(id: string): FrameState {
    const state = this.#states.get(id) ?? { id, parentId: undefined, url: '', origin: '', name: '' };
    this.#states.set(id, state);
    return state;
  }

  #on(event: ChromiumEvent): void {
    if (this.#ended) return;
    switch (event.method) {
      case 'Page.frameAttached':
        this.#state(event.params.frameId).parentId = event.params.parentFrameId;
        break;
      case 'Page.frameNavigated': {
        const { id, parentId, url, urlFragment, securityOrigin, name } = event.params.frame;
        const state = this.#state(id);
        if (parentId !== undefined) state.parentId = parentId;
        state.url = this.#addresses.toElectron(url + (urlFragment ?? ''));
        // Chromium writes an opaque origin as `://`, the web and Electron as `null`.
        state.origin = securityOrigin === '://' ? 'null' : this.#addresses.toElectron(securityOrigin);
        state.name = name ?? '';
        break;
      }
      case 'Page.navigatedWithinDocument':
        this.#state(event.params.frameId).url = this.#addresses.toElectron(event.params.url);
        break;
      case 'Page.frameDetached':
        // `swap`: the frame lives on in another process.
        if (event.params.reason === 'remove') this.#remove(event.params.frameId);
        break;
      default:
        break;
    }
  }
}

/** `WebFrameMain`: one frame, seen from the main process. */
export class WebFrameMain extends LoudEmitter {
  readonly #tree: FrameTree;
  readonly #connection: PageConnection;
  readonly #id: string;
  readonly routingId: number;
  readonly frameTreeNodeId: number;
  readonly processId = 1;
  readonly detached = false;

  constructor(tree: FrameTree, connection: PageConnection, id: string, number: number) {
    super('WebFrameMain');
    this.#tree = tree;
    this.#connection = connection;
    this.#id = id;
    this.routingId = number;
    this.frameTreeNodeId = number;
  }

  get frameToken(): string {
    return this.#id;
  }
  get url(): string {
    return this.#tree.state(this.#id)?.url ?? '';
  }
  get origin(): string {
    return this.#tree.state(this.#id)?.origin ?? 'null';
  }
  get name(): string {
    return this.#tree.state(this.#id)?.name ?? '';
  }
  get parent(): WebFrameMain | null {
    const parentId = this.#tree.state(this.#id)?.parentId;
    return parentId === undefined ? null : this.#tree.frame(parentId);
  }
  get top(): WebFrameMain | null {
    return this.#tree.mainFrame;
  }
  get frames(): readonly WebFrameMain[] {
    return this.#tree.childrenOf(this.#id);
  }
  get framesInSubtree(): readonly WebFrameMain[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)];
  }

  isDestroyed(): boolean {
    return this.#tree.state(this.#id) === undefined;
  }

  send(channel: string, ...args: readonly unknown[]): void {
    mustBeCloneable(args);
    for (const world of this.#connection.worlds(this.#id)) world.tell({ t: 'send', channel, args, ports: [] });
  }

  /** Only a frame with a preload can take the ports; without one they stay closed to everybody, as in Electron. */
  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    mustBeCloneable([message]);
    const ends = transfer.map((port) => port.detach());
    const world = this.#connection.worlds(this.#id).at(-1);
    world?.tell({ t: 'send', channel, args: [message], ports: ends.map((end) => world.ports.handOver(end)) });
  }
}

/** Electron refuses at the call, also when no preload is there to listen. */
function mustBeCloneable(args: readonly unknown[]): void {
  try {
    structuredClone(args);
  } catch (cause) {
    throw new Error('Failed to serialize arguments', { cause });
  }
}
