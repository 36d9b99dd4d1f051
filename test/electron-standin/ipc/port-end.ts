/** A message on its way between the two ends of a channel; ports travel with it. */
export type PortEndMessage = { readonly data: unknown; readonly ports: readonly PortEnd[] };

/** Who holds an end at the moment. */
export type PortHolder = { message(message: PortEndMessage): void; closed(): void };

/** One end of a message channel. Messages wait in it until somebody holds it. */
export class PortEnd {
  #peer: PortEnd | undefined;
  #holder: PortHolder | undefined;
  #waiting: PortEndMessage[] = [];
  #closed = false;

  static entangle(one: PortEnd, other: PortEnd): void {
    one.#peer = other;
    other.#peer = one;
  }

  /** Gives the end to a holder, which first receives what waited. */
  hold(holder: PortHolder): void {
    this.#holder = holder;
    for (const message of this.#waiting.splice(0)) holder.message(message);
    if (this.#closed) holder.closed();
  }

  /** Takes the end from its holder; messages wait again. */
  release(): void {
    this.#holder = undefined;
  }

  /** Sends to the other end, always later, never within the caller's own turn. */
  send(message: PortEndMessage): void {
    const peer = this.#peer;
    if (peer && !this.#closed) queueMicrotask(() => peer.#arrive(message));
  }

  /** Closes both ends; the other end's holder learns of it after everything that was sent before. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const peer = this.#peer;
    if (peer) queueMicrotask(() => peer.#end());
  }

  #arrive(message: PortEndMessage): void {
    if (this.#holder) this.#holder.message(message);
    else this.#waiting.push(message);
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#holder?.closed();
  }
}

/** A channel with its two ends. */
export function entangledEnds(): readonly [PortEnd, PortEnd] {
  const ends = [new PortEnd(), new PortEnd()] as const;
  PortEnd.entangle(...ends);
  return ends;
}
