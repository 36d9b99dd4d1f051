import type { InflateRaw } from 'node:zlib';
import { inflating } from './deflate-resume.ts';

/** Inflates raw deflate piece by piece: what was given is inflated to its end before more is taken. */
export class Inflater {
  readonly #engine: InflateRaw;
  /** The bytes at its beginning that are not of the file. */
  #added = 0;
  #given = 0;
  /** Nothing more comes of the piece at hand. */
  #isThrough = false;
  #failure: { readonly thrown: unknown } | null = null;
  #wake: () => void = () => undefined;

  /** @param window what stands before */
  constructor(window: Uint8Array) {
    this.#engine = inflating(window);
    this.#engine.on('readable', () => this.#wake());
    this.#engine.on('end', this.#through);
    this.#engine.on('error', (thrown) => {
      this.#failure = { thrown };
      this.#wake();
    });
  }

  /** Bytes of the pieces that belong to the stream. Only meaningful once it has ended. */
  consumed(): number {
    return this.#engine.bytesWritten - this.#added;
  }

  /** Has the stream ended within the piece that was inflated last? At its very end it shows with the next one. */
  hasEnded(): boolean {
    return this.#engine.bytesWritten < this.#given;
  }

  /** All that is in a piece, whose first `added` bytes are not of the file. Throws zlib's errors. */
  async *inflate(piece: Uint8Array, added = 0): AsyncGenerator<Buffer> {
    this.#added += added;
    this.#given += piece.length;
    this.#isThrough = false;
    this.#engine.write(piece, this.#through);
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      const chunk: Buffer | null = this.#engine.read();
      if (chunk !== null) {
        yield chunk;
        continue;
      }
      if (this.#failure !== null) throw this.#failure.thrown;
      if (this.#isThrough) return;
      await woken;
    }
  }

  readonly #through = (): void => {
    this.#isThrough = true;
    this.#wake();
  };

  close(): void {
    this.#engine.destroy();
  }
}
