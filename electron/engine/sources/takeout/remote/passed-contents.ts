import type { Extent } from '../archive/part-file.ts';
import type { KeptBudget } from './kept-ranges.ts';
import { KeptRanges } from './kept-ranges.ts';

/**
 * Contents that came by before anybody asked for them, because everything between the first and the last byte of a file is
 * read. Who asks in time gets them from here, and they are not asked for again. Memory is bounded by the budget.
 */
export class PassedContents {
  readonly #ranges: KeptRanges;
  readonly #taken = new Set<{ readonly begin: number; readonly bytes: Buffer }>();

  constructor(budget: KeptBudget) {
    this.#ranges = new KeptRanges(budget);
  }

  add(begin: number, bytes: Buffer): void {
    this.#ranges.add(begin, bytes);
  }

  /** Takes out a stretch until it is released; null when it is not here as a whole. */
  take({ begin, end }: Extent): { readonly release: () => void } | null {
    const pieces: Buffer[] = [];
    for (let at = begin; at < end; ) {
      const held = this.#ranges.at(at).subarray(0, end - at);
      if (held.length === 0) return null;
      pieces.push(held);
      at += held.length;
    }
    const taken = { begin, bytes: Buffer.concat(pieces) };
    this.#taken.add(taken);
    return { release: () => void this.#taken.delete(taken) };
  }

  /** So many bytes of a stretch that was taken out; null when they are in none. */
  read(offset: number, length: number): Buffer | null {
    for (const { begin, bytes } of this.#taken) {
      const from = offset - begin;
      if (from >= 0 && from + length <= bytes.length) return bytes.subarray(from, from + length);
    }
    return null;
  }

  clear(): void {
    this.#ranges.clear();
    this.#taken.clear();
  }
}
