import { EventEmitter } from 'node:events';
import type { ChromiumHost } from '../chromium/host.ts';
import type { ChromiumEvent, Protocol } from '../chromium/protocol.ts';
import { PortLink } from '../ipc/port-link.ts';
import type { Codec } from '../page/codec.ts';
import type { FromPage, ToPage } from '../page/messages.ts';
import {
  ISOLATED_WORLD,
  isolatedWorldScript,
  MAIN_TO_PAGE,
  mainWorldScript,
  PAGE_FILE,
  PAGE_TO_MAIN,
  type PageScriptOptions,
} from '../page/page-scripts.ts';

/** The preload's world in one frame. */
export class PreloadWorld {
  readonly frameId: string;
  readonly contextId: string;
  readonly sessionId: string;
  readonly ports: PortLink;
  readonly #connection: PageConnection;

  constructor(connection: PageConnection, frameId: string, contextId: string, sessionId: string) {
    this.#connection = connection;
    this.frameId = frameId;
    this.contextId = contextId;
    this.sessionId = sessionId;
    this.ports = new PortLink('main', (message) => this.tell(message));
  }

  /** Sends a message; a page that has gone meanwhile misses it, as in Electron. */
  tell(message: ToPage): void {
    this.#connection.tell(this, message);
  }
}

type PageEvents = { chromium: [ChromiumEvent]; message: [FromPage, PreloadWorld] };

/** The wires to one page: a DevTools session for it and for every frame in its own process. */
export class PageConnection extends EventEmitter<PageEvents> {
  readonly #host: ChromiumHost;
  readonly #codec: Codec;
  readonly #scripts: PageScriptOptions;
  readonly #worlds = new Map<string, PreloadWorld>();
  #targetId = '';
  #sessionId = '';

  constructor(host: ChromiumHost, codec: Codec, scripts: PageScriptOptions) {
    super();
    this.#host = host;
    this.#codec = codec;
    this.#scripts = scripts;
  }

  get targetId(): string {
    return this.#targetId;
  }

  /** Makes the page (empty, in its own window) and prepares its worlds. Sizes are in CSS pixels. */
  async open(width: number, height: number): Promise<void> {
    const page = await this.#host.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height });
    this.#targetId = page.targetId;
    const { sessionId } = await this.#host.send('Target.attachToTarget', { targetId: page.targetId, flatten: true });
    this.#sessionId = sessionId;
    this.#host.onSessionEvent(sessionId, (event) => this.#on(event));
    await this.#prepare(sessionId, 'with scripts');
  }

  /** Runs a command on the page's own session. */
  command<Name extends keyof Protocol.CommandParameters>(
    method: Name,
    params?: Protocol.CommandParameters[Name],
  ): Promise<Protocol.CommandReturnValues[Name]> {
    return this.#host.send(method, params, this.#sessionId);
  }

  /** The preload's worlds that are alive, in all frames or in one. */
  worlds(frameId?: string): readonly PreloadWorld[] {
    return [...this.#worlds.values()].filter((world) => frameId === undefined || world.frameId === frameId);
  }

  tell(world: PreloadWorld, message: ToPage): void {
    const text = this.#codec.encode(message);
    this.#evaluate(world, `${MAIN_TO_PAGE}(${JSON.stringify(text)})`).catch(() => {
      // The frame has navigated or closed while the message was under way.
    });
  }

  /** Where the files of a held event lie; an empty path for files that a script made. */
  async pathsOfFiles(world: PreloadWorld, id: number, count: number): Promise<readonly string[]> {
    const paths = Array.from({ length: count }, async (_, index) => {
      const { result } = await this.#evaluate(world, `${PAGE_FILE}(${id}, ${index})`);
      if (result.objectId === undefined) return '';
      const { path } = await this.#host.send('DOM.getFileInfo', { objectId: result.objectId }, world.sessionId);
      return path;
    });
    return Promise.all(paths);
  }

  /** Nothing that the page still says is heard. */
  fallSilent(): void {
    this.removeAllListeners('message');
    for (const world of this.#worlds.values()) world.ports.end();
  }

  async close(): Promise<void> {
    this.#host.forgetSession(this.#sessionId);
    this.#worlds.clear();
    await this.#host.send('Target.closeTarget', { targetId: this.#targetId }).catch(() => {
      // It has gone already, or never came to be.
    });
  }

  #evaluate(world: PreloadWorld, expression: string): Promise<Protocol.CommandReturnValues['Runtime.evaluate']> {
    return this.#host.send('Runtime.evaluate', { uniqueContextId: world.contextId, expression }, world.sessionId);
  }

  async #prepare(sessionId: string, scripts: 'with scripts' | 'without scripts'): Promise<void> {
    const send: ChromiumHost['send'] = (method, params) => this.#host.send(method, params, sessionId);
    const preparations: Promise<unknown>[] = [
      send('Page.enable'),
      send('Page.setLifecycleEventsEnabled', { enabled: true }),
      send('Runtime.enable'),
      send('Log.enable'),
      send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
        flatten: true,
        filter: [{ type: 'iframe' }],
      }),
    ];
    if (scripts === 'with scripts') {
      const source = isolatedWorldScript(this.#scripts);
      preparations.push(
        send('Runtime.addBinding', { name: PAGE_TO_MAIN, executionContextName: ISOLATED_WORLD }),
        send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(this.#scripts) }),
        send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: ISOLATED_WORLD }),
      );
    }
    await Promise.all(preparations);
  }

  #on(event: ChromiumEvent): void {
    const sessionId = event.sessionId ?? '';
    switch (event.method) {
      case 'Target.attachedToTarget':
        void this.#attached(event.params.sessionId);
        break;
      case 'Target.detachedFromTarget':
        this.#host.forgetSession(event.params.sessionId);
        for (const [key, world] of this.#worlds) if (world.sessionId === event.params.sessionId) this.#drop(key);
        break;
      case 'Runtime.executionContextCreated': {
        const { id, name, uniqueId, auxData } = event.params.context;
        if (name !== ISOLATED_WORLD) break;
        const frameId = String(Reflect.get(auxData ?? {}, 'frameId'));
        this.#worlds.set(`${sessionId}/${id}`, new PreloadWorld(this, frameId, uniqueId, sessionId));
        break;
      }
      case 'Runtime.executionContextDestroyed':
        this.#drop(`${sessionId}/${event.params.executionContextId}`);
        break;
      case 'Runtime.executionContextsCleared':
        for (const [key, world] of this.#worlds) if (world.sessionId === sessionId) this.#drop(key);
        break;
      case 'Runtime.bindingCalled': {
        const world = this.#worlds.get(`${sessionId}/${event.params.executionContextId}`);
        if (world && event.params.name === PAGE_TO_MAIN) {
          this.emit('message', this.#codec.decode(event.params.payload) as FromPage, world);
        }
        break;
      }
      default:
        break;
    }
    this.emit('chromium', event);
  }

  /** A frame got its own process; it waits until its worlds are prepared. */
  async #attached(sessionId: string): Promise<void> {
    this.#host.onSessionEvent(sessionId, (event) => this.#on(event));
    try {
      await this.#prepare(sessionId, this.#scripts.frames === 'all frames' ? 'with scripts' : 'without scripts');
      await this.#host.send('Runtime.runIfWaitingForDebugger', {}, sessionId);
    } catch {
      // The frame has gone again before it began.
    }
  }

  #drop(key: string): void {
    this.#worlds.get(key)?.ports.end();
    this.#worlds.delete(key);
  }
}
