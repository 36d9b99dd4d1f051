import { LoudEmitter } from '../core/loud.ts';
import type { MessagePortMain } from '../ipc/message-port-main.ts';

type Received = { readonly data: unknown; readonly ports: readonly MessagePortMain[] };

/** `process.parentPort` of a utility process. Messages wait until somebody listens. */
export class ParentPort extends LoudEmitter {
  readonly #send: (message: unknown) => void;
  readonly #waiting: Received[] = [];

  constructor(send: (message: unknown) => void) {
    super('parentPort');
    this.#send = send;
    this.on('newListener', (event) => {
      // After the listener has been added, which is what this event announces.
      if (event === 'message') queueMicrotask(() => this.#flush());
    });
  }

  postMessage(message: unknown): void {
    this.#send(structuredClone(message));
  }

  /**
   * Takes in what the main process sent.
   * @standin
   */
  receive(data: unknown, ports: readonly MessagePortMain[]): void {
    this.#waiting.push({ data, ports });
    if (this.listenerCount('message') > 0) this.#flush();
  }

  #flush(): void {
    for (const received of this.#waiting.splice(0)) this.emit('message', received);
  }
}
