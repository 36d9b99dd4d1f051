import type { PortClosed, PortMessage } from '../page/messages.ts';
import { entangledEnds, type PortEnd } from './port-end.ts';

/**
 * Carries message ports over one connection (to a page or to a utility process). Each side names the ports that it
 * hands over; a message for a name goes to the end that stands for it here.
 */
export class PortLink {
  readonly #tell: (message: PortMessage | PortClosed) => void;
  readonly #prefix: string;
  readonly #ends = new Map<string, PortEnd>();
  #last = 0;

  /** @param prefix keeps the names of the two sides apart */
  constructor(prefix: string, tell: (message: PortMessage | PortClosed) => void) {
    this.#prefix = prefix;
    this.#tell = tell;
  }

  /** Moves an end to the other side. */
  handOver(end: PortEnd): string {
    const id = `${this.#prefix}-${++this.#last}`;
    this.#stand(id, end);
    return id;
  }

  /** The end that the other side has moved here under `id`. */
  receive(id: string): PortEnd {
    const [here, there] = entangledEnds();
    this.#stand(id, there);
    return here;
  }

  deliver(message: PortMessage | PortClosed): void {
    const end = this.#ends.get(message.id);
    if (message.t === 'port-message') {
      end?.send({ data: message.data, ports: message.ports.map((id) => this.receive(id)) });
    } else {
      this.#ends.delete(message.id);
      end?.close();
    }
  }

  /** The other side is gone, and its ends with it. */
  end(): void {
    for (const end of this.#ends.values()) end.close();
    this.#ends.clear();
  }

  #stand(id: string, end: PortEnd): void {
    this.#ends.set(id, end);
    end.hold({
      message: ({ data, ports }) =>
        this.#tell({ t: 'port-message', id, data, ports: ports.map((port) => this.handOver(port)) }),
      closed: () => {
        if (this.#ends.delete(id)) this.#tell({ t: 'port-closed', id });
      },
    });
  }
}
