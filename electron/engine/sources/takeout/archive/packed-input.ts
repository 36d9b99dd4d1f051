import { blockBytes } from './blocks.ts';
import type { PartFile } from './part-file.ts';

/** A file as it is inflated: forward, in blocks that stay good, each read while the one before it is used. */
export class PackedInput {
  readonly #file: PartFile;
  #position: number;
  #rest: Buffer = Buffer.alloc(0);
  #ahead: Promise<Buffer> | null = null;
  /** Where the block begins that is read next. */
  #next: number;

  constructor(file: PartFile, begin: number) {
    this.#file = file;
    this.#position = begin;
    this.#next = begin;
  }

  /** Where in the file the next byte is. */
  position(): number {
    return this.#position;
  }

  /** What is at hand of the next bytes; nothing at the end of the file. */
  async rest(): Promise<Buffer> {
    if (this.#rest.length > 0) return this.#rest;
    this.#rest = await (this.#ahead ?? this.#read());
    this.#ahead = this.#read();
    // Told when it is waited for; until then a failed read must not count as unhandled.
    this.#ahead.catch(() => undefined);
    return this.#rest;
  }

  /** Goes on behind so many bytes of what is at hand. */
  skip(bytes: number): void {
    this.#rest = this.#rest.subarray(bytes);
    this.#position += bytes;
  }

  /** The next `length` bytes, fewer only at the end of the file. */
  async take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let missing = length; missing > 0; ) {
      const piece = (await this.rest()).subarray(0, missing);
      if (piece.length === 0) break;
      pieces.push(piece);
      this.skip(piece.length);
      missing -= piece.length;
    }
    return Buffer.concat(pieces);
  }

  /** Resolves when nothing is read any more. */
  async stop(): Promise<void> {
    await this.#ahead?.catch(() => undefined);
  }

  async #read(): Promise<Buffer> {
    // Who inflates keeps what he is given, so every block is a new one.
    const block = Buffer.allocUnsafeSlow(Math.max(0, Math.min(blockBytes, this.#file.size - this.#next)));
    if (block.length > 0) await this.#file.read(block, this.#next);
    this.#next += block.length;
    return block;
  }
}
