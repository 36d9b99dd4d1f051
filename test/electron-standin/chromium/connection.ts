import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { ChromiumEvent, Protocol } from './protocol.ts';

type Waiting = { readonly method: string; resolve(result: unknown): void; reject(error: Error): void };

/** The DevTools protocol over `--remote-debugging-pipe`: JSON messages, each ended by a zero byte. */
export class ChromiumConnection extends EventEmitter<{ event: [ChromiumEvent] }> {
  readonly #out: Writable;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 0;
  #unread = '';

  constructor(out: Writable, incoming: Readable) {
    super();
    this.#out = out;
    // Writing to a Chromium that has just ended: every command that still waits is rejected by `end`.
    out.on('error', () => this.end());
    incoming.setEncoding('utf8').on('data', (text: string) => this.#read(text));
  }

  send<Name extends keyof Protocol.CommandParameters>(
    method: Name,
    params?: Protocol.CommandParameters[Name],
    sessionId?: string,
  ): Promise<Protocol.CommandReturnValues[Name]> {
    return new Promise((resolve, reject) => {
      const id = ++this.#nextId;
      this.#waiting.set(id, { method, resolve, reject });
      this.#out.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`);
    });
  }

  /** Chromium has gone: nothing that was asked will be answered. */
  end(): void {
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium has ended`));
    this.#waiting.clear();
  }

  #read(text: string): void {
    const messages = (this.#unread + text).split('\0');
    this.#unread = messages.pop() ?? '';
    for (const message of messages) this.#dispatch(JSON.parse(message));
  }

  #dispatch(
    message: {
      id?: number;
      error?: { message: string };
      result?: unknown;
    } & ChromiumEvent,
  ): void {
    if (message.id === undefined) {
      this.emit('event', message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
    else waiting?.resolve(message.result);
  }
}
