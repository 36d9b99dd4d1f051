import { type Chromium, type ChromiumOptions, launchChromium } from './launch.ts';
import type { ChromiumEvent, SendCommand } from './protocol.ts';

type Listener = (event: ChromiumEvent) => void;

/** The one Chromium of the app, from before it runs to after it has ended. */
export class ChromiumHost {
  #started: Promise<Chromium> | undefined;
  #closing = false;
  readonly #ofBrowser = new Set<Listener>();
  readonly #ofSession = new Map<string, Listener>();

  /** @param died called when Chromium ends although nobody closed it, or cannot be started */
  start(options: ChromiumOptions, died: (reason: Error) => void): Promise<unknown> {
    const started = launchChromium(options).then((chromium) => {
      chromium.connection.on('event', (event) => this.#dispatch(event));
      chromium.ended.then(
        () => this.#closing || died(new Error('stand-in Electron: Chromium ended')),
        (error) => died(new Error('stand-in Electron: Chromium could not be started', { cause: error })),
      );
      return chromium;
    });
    this.#started = started;
    return this.send('Target.setDiscoverTargets', { discover: true });
  }

  readonly send: SendCommand = async (method, params, sessionId) => {
    if (!this.#started) throw new Error(`${method}: Chromium has not been started`);
    const chromium = await this.#started;
    return chromium.send(method, params, sessionId);
  };

  /** Events that belong to no session: targets that come and go, requests that wait. */
  onBrowserEvent(listener: Listener): void {
    this.#ofBrowser.add(listener);
  }

  /** Events of one page or frame. */
  onSessionEvent(sessionId: string, listener: Listener): void {
    this.#ofSession.set(sessionId, listener);
  }

  forgetSession(sessionId: string): void {
    this.#ofSession.delete(sessionId);
  }

  /** Ends Chromium, if it was ever started, and waits for it. */
  async close(): Promise<void> {
    this.#closing = true;
    const chromium = await this.#started?.catch(() => undefined);
    await chromium?.close();
  }

  #dispatch(event: ChromiumEvent): void {
    if (event.sessionId === undefined) for (const listener of this.#ofBrowser) listener(event);
    else this.#ofSession.get(event.sessionId)?.(event);
  }
}
