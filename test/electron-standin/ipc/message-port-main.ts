import { LoudEmitter } from '../core/loud.ts';
import { entangledEnds, type PortEnd } from './port-end.ts';

/** `MessagePortMain`: an end of a channel in the main process or in a utility process. */
export class MessagePortMain extends LoudEmitter {
  #end: PortEnd | undefined;

  constructor(end: PortEnd) {
    super('MessagePortMain');
    this.#end = end;
  }

  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    if (transfer.includes(this)) throw new Error('Port at index 0 contains the source port');
    // Cloned here, so that what cannot be cloned throws at the caller, as in Electron.
    const data = structuredClone(message);
    this.#end?.send({ data, ports: transfer.map((port) => port.detach()) });
  }

  start(): void {
    this.#end?.hold({
      message: ({ data, ports }) => this.emit('message', { data, ports: ports.map((end) => new MessagePortMain(end)) }),
      closed: () => this.emit('close'),
    });
  }

  close(): void {
    this.#end?.close();
    this.#end?.release();
    this.#end = undefined;
  }

  /**
   * Takes the end out of this port, which is of no use afterwards.
   * @standin
   */
  detach(): PortEnd {
    if (!this.#end) throw new Error('Port at index 0 is already neutered');
    const end = this.#end;
    end.release();
    this.#end = undefined;
    return end;
  }
}

/** `MessageChannelMain`. */
export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const [one, other] = entangledEnds();
    this.port1 = new MessagePortMain(one);
    this.port2 = new MessagePortMain(other);
  }
}
