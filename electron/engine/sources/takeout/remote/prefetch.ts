import type { Extent } from '../archive/part-file.ts';

/** So many requests for small entries are under way side by side: each costs a round trip and next to no bytes. */
const requestsAtOnce = 8;
/** Bytes that are asked for ahead of who reads them. */
const mostAhead = 8 << 20;
/** Where two entries lie closer than this, one request brings both. */
const nearBytes = 16 << 10;

/**
 * Reads many small stretches of a file ahead of one reader, who comes to them in order. What has been handed out is let go.
 */
export class Prefetch {
  readonly #extents: readonly Extent[];
  readonly #read: (extent: Extent) => Promise<Buffer>;
  readonly #running = new Map<number, Promise<Buffer>>();
  #next = 0;
  #reader = 0;
  #aheadBytes = 0;

  /** `extents` in the order of the file. */
  constructor(extents: readonly Extent[], read: (extent: Extent) => Promise<Buffer>) {
    this.#extents = coalesced(extents);
    this.#read = read;
  }

  /** What holds the stretch from `begin` to `end`; null when nothing of this does. */
  async holding(begin: number, end: number): Promise<{ readonly begin: number; readonly bytes: Buffer } | null> {
    const index = this.#indexOf(begin);
    const extent = this.#extents[index];
    if (extent === undefined || begin < extent.begin || end > extent.end) return null;
    // Who goes back reads for himself.
    if (index < this.#reader) return { begin: extent.begin, bytes: await this.#read(extent) };
    this.#letGo(index);
    this.#readAhead(index);
    const bytes = await (this.#running.get(index) ?? this.#begin(index, extent));
    return { begin: extent.begin, bytes };
  }

  #readAhead(from: number): void {
    this.#next = Math.max(this.#next, from);
    while (this.#running.size < requestsAtOnce && this.#aheadBytes < mostAhead) {
      const extent = this.#extents[this.#next];
      if (extent === undefined) return;
      if (!this.#running.has(this.#next)) this.#begin(this.#next, extent);
      this.#next += 1;
    }
  }

  #begin(index: number, extent: Extent): Promise<Buffer> {
    const reading = this.#read(extent);
    // Told to who waits for it; until then a failed read must not count as unhandled.
    reading.catch(() => undefined);
    this.#running.set(index, reading);
    this.#aheadBytes += extent.end - extent.begin;
    return reading;
  }

  #letGo(before: number): void {
    for (; this.#reader < before; this.#reader += 1) {
      const extent = this.#extents[this.#reader];
      if (extent === undefined || !this.#running.delete(this.#reader)) continue;
      this.#aheadBytes -= extent.end - extent.begin;
    }
  }

  #indexOf(offset: number): number {
    let [low, high] = [0, this.#extents.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#extents[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function coalesced(extents: readonly Extent[]): readonly Extent[] {
  const joined: Extent[] = [];
  for (const extent of extents) {
    const last = joined.at(-1);
    const isNear = last !== undefined && extent.begin - last.end <= 0 && extent.end - last.begin <= nearBytes;
    if (isNear) joined[joined.length - 1] = { begin: last.begin, end: Math.max(last.end, extent.end) };
    else joined.push(extent);
  }
  return joined;
}
