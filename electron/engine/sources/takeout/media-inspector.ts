import { createHash, type Hash } from 'node:crypto';
import type { ByteHead, ByteSink } from '../../../contract/bytes.ts';
import { ProblemError } from '../../../contract/problem.ts';
import { judgeBytes, judgedBytes } from '../../media/judge-bytes.ts';
import { type MediaFacts, noFacts } from '../../media/media-facts.ts';
import type { MediaType } from '../../media/media-type.ts';
import { readFacts } from '../../media/read-facts.ts';

/** What a look at all bytes of a photo brought, none of which were kept. */
export interface InspectedMedia {
  readonly sha256: string;
  readonly type: MediaType;
  readonly facts: MediaFacts;
  /** The checksum is wrong. */
  readonly isDamaged: boolean;
  /** SHA-256 of the last bytes, by how many were asked for. */
  readonly tails: ReadonlyMap<number, string>;
}

/** Facts stand at the beginning of a file or, in films, near its end. */
const keptAtStart = 8 * 1024 * 1024;
const keptAtEnd = 8 * 1024 * 1024;

/** Takes the bytes of a photo and keeps just enough of them to say what it is. */
export class MediaInspector implements ByteSink {
  #hash: Hash = createHash('sha256');
  #size = 0;
  #start: Buffer[] = [];
  #startBytes = 0;
  #end: Buffer[] = [];
  #endBytes = 0;
  readonly #tailBytes: readonly number[];
  #length = 0;
  #isDamaged = false;
  #tails: readonly { readonly bytes: number; readonly hash: Hash }[] = [];

  /** `tailBytes`: of so many bytes at the end the hashes are wanted, too. */
  constructor(tailBytes: readonly number[] = []) {
    this.#tailBytes = tailBytes;
  }

  resumeFrom(): null {
    return null;
  }

  start({ length }: Pick<ByteHead, 'length'>): void {
    this.#hash = createHash('sha256');
    this.#length = length ?? 0;
    this.#isDamaged = false;
    const within = this.#tailBytes.filter((bytes) => bytes < this.#length);
    this.#tails = within.map((bytes) => ({ bytes, hash: createHash('sha256') }));
    this.#size = 0;
    this.#start = [];
    this.#startBytes = 0;
    this.#end = [];
    this.#endBytes = 0;
  }

  write(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    for (const { bytes, hash } of this.#tails) {
      hash.update(chunk.subarray(Math.min(chunk.length, Math.max(0, this.#length - bytes - this.#size))));
    }
    this.#size += chunk.length;
    const room = Math.max(0, keptAtStart - this.#startBytes);
    const first = chunk.subarray(0, room);
    if (first.length > 0) this.#start.push(Buffer.from(first));
    this.#startBytes += first.length;
    if (first.length < chunk.length) this.#keepEnd(Buffer.from(chunk.subarray(first.length)));
  }

  /** An import keeps it all the same, so a look tells what it is. Parts call it without its object. */
  readonly damaged = (): void => {
    this.#isDamaged = true;
  };

  end(): void {
    // What it is, is asked when all is known to be whole.
  }

  /**
   * Call once, after the bytes have come. Throws a ProblemError when they are no photo and no video. `datedName` as in
   * `judgeBytes`.
   */
  async finish(now: Date, datedName: string | null): Promise<InspectedMedia> {
    const start = Buffer.concat(this.#start);
    const type = judgeBytes({
      head: start.subarray(0, judgedBytes),
      contentType: null,
      expectedMime: null,
      length: this.#size,
      datedName,
    });
    if (!type.ok) throw new ProblemError(type.problem);
    const end = Buffer.concat(this.#end);
    const read = async (from: number, length: number): Promise<Buffer> => this.#read(start, end, from, length);
    const facts = await readFacts({ size: this.#size, read }, type.value, now).catch(() => noFacts);
    const tails = new Map(this.#tails.map(({ bytes, hash }) => [bytes, hash.digest('hex')]));
    return { sha256: this.#hash.digest('hex'), type: type.value, facts, tails, isDamaged: this.#isDamaged };
  }

  #keepEnd(chunk: Buffer): void {
    this.#end.push(chunk);
    this.#endBytes += chunk.length;
    while (this.#endBytes - (this.#end[0]?.length ?? 0) >= keptAtEnd) this.#endBytes -= this.#end.shift()?.length ?? 0;
  }

  /** What was not kept reads as nothing, which no format takes for facts. */
  #read(start: Buffer, end: Buffer, from: number, length: number): Buffer {
    const to = Math.min(from + length, this.#size);
    if (to <= start.length) return start.subarray(from, to);
    const endFrom = this.#size - end.length;
    if (from >= endFrom) return end.subarray(from - endFrom, to - endFrom);
    // Across the border of the two there is no gap while the file is short enough for both.
    return endFrom === start.length
      ? Buffer.concat([start.subarray(from), end.subarray(0, to - endFrom)])
      : Buffer.alloc(0);
  }
}
