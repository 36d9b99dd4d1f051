import { aligned } from './deflate-resume.ts';
import { type GzipMark, GzipMarks } from './gzip-mark.ts';
import { Inflater } from './inflater.ts';
import { PackedInput } from './packed-input.ts';
import type { PartFile } from './part-file.ts';

/** Flags of a member's header (RFC 1952, 2.3.1). */
const flags = { crc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;
/** Name and comment of a member end with a zero; one that has none for so long is no text. */
const longestText = 1 << 20;

/**
 * Inflates a gzip file of one member or several (RFC 1952), from its beginning or from a mark, and finds marks on its way. A file that
 * is cut gives all that is in it: with the usual end of a stream the last piece would be lost. What follows the
 * last member is passed over when it begins with a zero.
 */
export class GzipReader {
  readonly #input: PackedInput;
  readonly #marks: GzipMarks;
  readonly #from: GzipMark | null;

  /** `spacing`: see {@link GzipMarks}. */
  constructor(file: PartFile, from: GzipMark | null, spacing: number) {
    this.#input = new PackedInput(file, from?.packed ?? 0);
    this.#marks = new GzipMarks(spacing, from);
    this.#from = from;
  }

  /** The latest place not behind `unpacked` from where it could be read again; null when none is near. */
  markBefore(unpacked: number): GzipMark | null {
    return this.#marks.before(unpacked);
  }

  /** What is in it, in chunks that stay good. Throws where it is no gzip, or its sums are wrong. */
  async *chunks(): AsyncGenerator<Buffer, undefined> {
    try {
      let isInMember = this.#from?.window != null;
      for (;;) {
        if (!isInMember && !(await this.#header())) return;
        if (!(yield* this.#content(isInMember))) return;
        if (!(await this.#trailer())) return;
        isInMember = false;
      }
    } finally {
      await this.#input.stop();
    }
  }

  /** False where no member follows. */
  async #header(): Promise<boolean> {
    const begin = this.#input.position();
    const [next] = await this.#input.rest();
    if (next === undefined || (next === 0 && begin > 0)) return false;
    const head = await this.#input.take(10);
    if (head.length < 10) return false;
    const [first, second, method, flag = 0] = head;
    if (first !== 0x1f || second !== 0x8b) throw new Error('incorrect header check');
    if (method !== 8) throw new Error('unknown compression method');
    if ((flag & flags.reserved) !== 0) throw new Error('unknown header flags set');
    if ((flag & flags.extra) !== 0) {
      const length = await this.#input.take(2);
      if (length.length === 2) await this.#input.take(length.readUInt16LE());
    }
    if ((flag & flags.name) !== 0) await this.#passText();
    if ((flag & flags.comment) !== 0) await this.#passText();
    if ((flag & flags.crc) !== 0) await this.#input.take(2);
    this.#marks.memberBegins(begin);
    return true;
  }

  async #passText(): Promise<void> {
    for (let passed = 0; passed < longestText; ) {
      const rest = await this.#input.rest();
      const zero = rest.indexOf(0);
      const bytes = zero < 0 ? rest.length : zero + 1;
      this.#input.skip(bytes);
      if (zero >= 0 || rest.length === 0) return;
      passed += bytes;
    }
    throw new Error('incorrect header check');
  }

  /** False where the file is cut. */
  async *#content(isInMember: boolean): AsyncGenerator<Buffer, boolean> {
    const inflater = new Inflater((isInMember ? this.#from?.window : null) ?? Buffer.alloc(0));
    let consumed = 0;
    let bit = isInMember ? (this.#from?.bit ?? 0) : null;
    try {
      for (;;) {
        const piece = await this.#input.rest();
        if (piece.length === 0) return false;
        const fed = bit === null ? piece : aligned(piece, bit);
        bit = null;
        for await (const chunk of inflater.inflate(fed, fed.length - piece.length)) {
          this.#marks.came(chunk);
          yield chunk;
        }
        if (inflater.hasEnded()) {
          this.#input.skip(inflater.consumed() - consumed);
          return true;
        }
        const begin = this.#input.position();
        consumed += piece.length;
        this.#input.skip(piece.length);
        this.#marks.cameThrough(piece, begin);
      }
    } finally {
      inflater.close();
    }
  }

  /** False where it is cut. */
  async #trailer(): Promise<boolean> {
    const trailer = await this.#input.take(8);
    if (trailer.length < 8) return false;
    const { crc32, bytes } = this.#marks.member();
    if (trailer.readUInt32LE(0) !== crc32) throw new Error('incorrect data check');
    if (trailer.readUInt32LE(4) !== bytes % 2 ** 32) throw new Error('incorrect length check');
    return true;
  }
}
