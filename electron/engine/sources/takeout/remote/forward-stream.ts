import { ProblemError, problem } from '../../../../contract/problem.ts';
import { failed, type Result } from '../../../../contract/result.ts';
import type { Extent } from '../archive/part-file.ts';
import type { KeptRanges } from './kept-ranges.ts';
import type { RemoteFile } from './remote-file.ts';
import type { WholePass } from './whole-pass.ts';

/** So much waits in memory for who reads it; then the connection is left alone. */
const mostAhead = 4 << 20;
/** A request that goes on for hours outlives its token, and begins anew less well than a short one. */
const mostARequest = 256 << 20;

/** One request for bytes of a file, taken forward by one reader. What it brings is bounded by who reads. */
export class ForwardStream {
  readonly #kept: KeptRanges;
  readonly #pass: WholePass;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #chunks: Buffer[] = [];
  #position: number;
  #end: number;
  #ahead = 0;
  #outcome: Result<void> | null = null;
  #wakeReader: () => void = () => undefined;
  #wakeWriter: () => void = () => undefined;

  constructor(
    file: RemoteFile,
    extent: Extent,
    { kept, pass }: { readonly kept: KeptRanges; readonly pass: WholePass },
  ) {
    this.#kept = kept;
    this.#pass = pass;
    this.#position = extent.begin;
    this.#end = extent.end;
    this.#running = this.#bring(file, extent.begin);
  }

  /** Where the next byte is that it hands out. */
  position(): number {
    return this.#position;
  }

  /** Does it hand out the byte at `offset`, with nothing in vain before that is not here yet, or may be passed? */
  reaches(offset: number, mayPass: (begin: number, end: number) => boolean): boolean {
    const between = offset - this.#position;
    // What a broken request still brought is good; beyond that another one is needed.
    const end = this.#outcome?.ok === false ? this.#position + this.#ahead : this.#end;
    if (between < 0 || offset >= end) return false;
    return between <= this.#ahead || mayPass(this.#position, offset);
  }

  /** More is wanted than was known when it began; too late once it has ended. */
  extend(end: number): void {
    if (this.#outcome === null) this.#end = Math.max(this.#end, end);
  }

  /** Has it handed out everything? */
  isSpent(): boolean {
    return this.#outcome?.ok === true && this.#chunks.length === 0;
  }

  /** Up to `most` of the next bytes, at least one; they stay good. Throws the ProblemError that broke the request. */
  async some(most: number): Promise<Buffer> {
    while (this.#chunks.length === 0) {
      if (this.#outcome !== null)
        throw new ProblemError(this.#outcome.ok ? problem('interrupted') : this.#outcome.problem);
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
    const [first = Buffer.alloc(0), ...rest] = this.#chunks;
    const taken = first.subarray(0, most);
    this.#chunks = taken.length === first.length ? rest : [first.subarray(taken.length), ...rest];
    this.#position += taken.length;
    this.#ahead -= taken.length;
    this.#wakeWriter();
    return taken;
  }

  /** Resolves once nothing is received any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#wakeWriter();
    await this.#running;
  }

  async #bring(file: RemoteFile, begin: number): Promise<void> {
    let at = begin;
    let outcome: Result<void> = { ok: true, value: undefined };
    const take = (chunk: Uint8Array): void | Promise<void> => {
      this.#take(at, Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
      at += chunk.length;
      if (this.#ahead > mostAhead) return this.#roomAgain();
    };
    while (outcome.ok && at < this.#end && !this.#closing.signal.aborted) {
      const held = this.#kept.at(at).subarray(0, this.#end - at);
      if (held.length > 0) await take(held);
      else outcome = await file.range(at, this.#requestEnd(at), take, this.#closing.signal);
    }
    this.#outcome = this.#closing.signal.aborted ? failed(problem('interrupted')) : outcome;
    this.#wakeReader();
  }

  #requestEnd(at: number): number {
    return this.#kept.nextBehind(at, Math.min(this.#end, at + mostARequest));
  }

  #take(offset: number, chunk: Buffer): void {
    this.#pass.saw(offset, chunk);
    this.#chunks.push(chunk);
    this.#ahead += chunk.length;
    this.#wakeReader();
  }

  async #roomAgain(): Promise<void> {
    while (this.#ahead > mostAhead / 2 && !this.#closing.signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wakeWriter = resolve;
      });
    }
  }
}
