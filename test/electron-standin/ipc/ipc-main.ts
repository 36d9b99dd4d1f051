import { LoudEmitter } from '../core/loud.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

/** How a handled call ended; a refusal carries the text that the page's promise is rejected with. */
export type CallOutcome = { readonly value: unknown } | { readonly refusal: string };

/** `ipcMain`, and the same for one page as `webContents.ipc`. */
export class IpcMain extends LoudEmitter {
  readonly #handlers = new Map<string, Handler>();

  constructor() {
    super('ipcMain');
  }

  handle(channel: string, listener: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof listener !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`);
    this.#handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /**
   * Whether a call on this channel would find a handler.
   * @standin
   */
  handles(channel: string): boolean {
    return this.#handlers.has(channel);
  }

  /**
   * Runs the handler of a channel; its error is logged here and told to the page.
   * @standin
   */
  async call(channel: string, event: object, args: readonly unknown[]): Promise<CallOutcome> {
    const handler = this.#handlers.get(channel);
    try {
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      return { value: await handler(event, ...args) };
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      return { refusal: `Error invoking remote method '${channel}': ${error}` };
    }
  }
}
