import { createHash, type Hash } from 'node:crypto';

/** The MD5 of a file that is read forward: known only when every byte of it came by, from the first to the last. */
export class WholePass {
  readonly #bytes: number;
  readonly #hash: Hash = createHash('md5');
  #reached = 0;
  #digest: string | null = null;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** How far the bytes came without a gap. */
  reached(): number {
    return this.#reached;
  }

  /** Bytes that came by; what leaves a gap, or was seen before, is left out. */
  saw(offset: number, bytes: Uint8Array): void {
    const fresh = bytes.subarray(Math.max(0, this.#reached - offset));
    if (offset > this.#reached || fresh.length === 0) return;
    this.#hash.update(fresh);
    this.#reached += fresh.length;
  }

  /** Hexadecimal; null while something is missing. */
  md5(): string | null {
    if (this.#reached < this.#bytes) return null;
    this.#digest ??= this.#hash.digest('hex');
    return this.#digest;
  }
}
