import { ProblemError, problem } from '../../../../contract/problem.ts';
import type { PartChecksum } from '../../../../contract/takeout-models.ts';
import type { Extent, PartFile } from '../archive/part-file.ts';
import { ForwardStream } from './forward-stream.ts';
import { type KeptBudget, KeptRanges } from './kept-ranges.ts';
import { PassedContents } from './passed-contents.ts';
import { Prefetch } from './prefetch.ts';
import type { RemoteFile } from './remote-file.ts';
import { type Turn, Turns } from './turns.ts';
import { WholePass } from './whole-pass.ts';

/** What a part is told apart by begins with so much: one request brings it. */
const headBytes = 64 << 10;
/** Reads of this size go on for long: a stream serves them. */
const streamedBytes = 512 << 10;
/** Small reads one behind the other bring more and more at once, up to this. */
const mostAtOnce = 4 << 20;
/** What lies between two wanted stretches is read along up to this size: a new request costs more. */
const gapBytes = 256 << 10;
/** Where all of a file is wanted, so much between two contents is read along, contents included. */
const wholeGapBytes = 8 << 20;

/** Memory that all parts share: for lists and beginnings, and for contents that came by before they were asked for. */
export interface RemoteMemory {
  readonly kept: KeptBudget;
  readonly passed: KeptBudget;
}

/** A part of an export that lies far away. */
export interface RemotePartFile extends PartFile {
  /** Compares the sum, if every byte of the file came by; a small rest is read for it. */
  readonly checksum: (signal: AbortSignal) => Promise<PartChecksum>;
}

/**
 * A remote file as a part is read: the list of a zip and what it is known by at random, small entries side by side ahead of
 * who reads them, and contents in turns by one forward stream. Nothing of it is written anywhere, and memory is bounded.
 */
export function remotePartFile(remote: RemoteFile, memory: RemoteMemory): RemotePartFile {
  const reader = new RemoteReader(remote, memory);
  return {
    size: remote.bytes,
    modifiedAt: remote.createdAt,
    identity: remote.identity,
    read: (into, offset) => reader.read(into, offset),
    isUnchanged: () => reader.isUnchanged(),
    close: () => reader.close(),
    checksum: (signal) => reader.checksum(signal),
    ahead: {
      contents: (offsets) => reader.heed(offsets),
      whole: () => reader.wantWhole(),
      small: (extents) => reader.announce(extents),
      turn: (extent, signal) => reader.turn(extent, signal),
    },
  };
}

class RemoteReader {
  readonly #remote: RemoteFile;
  readonly #kept: KeptRanges;
  readonly #pass: WholePass;
  readonly #turns = new Turns();
  readonly #closing = new AbortController();
  /** Where contents begin, each of which has its turn. */
  #contents: readonly number[] = [];
  #prefetch: Prefetch | null = null;
  #stream: ForwardStream | null = null;
  /** One that reads to the end of the file, for who reads without turns. */
  #wholeStream: ForwardStream | null = null;
  #turn: Turn | null = null;
  readonly #passed: PassedContents;
  #isWholeWanted = false;
  /** Where the latest small read ended, and how much it brought. */
  #latest = { end: -1, bytes: 0 };

  constructor(remote: RemoteFile, { kept, passed }: RemoteMemory) {
    this.#remote = remote;
    this.#kept = new KeptRanges(kept);
    this.#passed = new PassedContents(passed);
    this.#pass = new WholePass(remote.bytes);
  }

  heed(contents: readonly number[]): void {
    this.#contents = contents;
  }

  wantWhole(): void {
    this.#isWholeWanted = true;
  }

  announce(extents: readonly Extent[]): void {
    this.#prefetch = new Prefetch(extents, (extent) => this.#gather(extent));
  }

  async turn(extent: Extent, signal: AbortSignal): Promise<Pick<Turn, 'release'>> {
    const passed = this.#passed.take(extent);
    if (passed !== null) return passed;
    const turn = await this.#turns.take(extent, signal);
    // It may have come by while it waited.
    const meanwhile = this.#passed.take(extent);
    if (meanwhile !== null) {
      turn.release();
      return meanwhile;
    }
    this.#turn = turn;
    return {
      release: () => {
        if (this.#turn === turn) this.#turn = null;
        turn.release();
      },
    };
  }

  async read(into: Uint8Array, offset: number): Promise<void> {
    if (offset + into.length > this.#remote.bytes) {
      throw new ProblemError(problem('part-truncated', { subject: this.#remote.name }));
    }
    const passed = this.#passed.read(offset, into.length);
    if (passed !== null) return into.set(passed);
    const extent = this.#turn?.extent;
    if (extent !== undefined && offset >= extent.begin && offset + into.length <= extent.end) {
      return this.#readForward(into, offset, this.#turns.wantedThrough(extent, this.#mayPass));
    }
    const held = await this.#prefetch?.holding(offset, offset + into.length);
    if (held != null) return into.set(held.bytes.subarray(offset - held.begin, offset - held.begin + into.length));
    const isStreamed = into.length >= streamedBytes || this.#wholeStream?.position() === offset;
    if (isStreamed && extent === undefined) {
      await this.#readForward(into, offset, this.#remote.bytes);
      this.#wholeStream = this.#stream;
      return;
    }
    return this.#readAnywhere(into, offset);
  }

  /** A sum that is wrong is told here, where contents without a sum of their own ask whether they may be believed. */
  async isUnchanged(): Promise<boolean> {
    const unchanged = await this.#remote.isUnchanged();
    if (!unchanged.ok) throw new ProblemError(unchanged.problem);
    const md5 = this.#pass.md5();
    if (!unchanged.value || md5 === null || this.#remote.md5 === null || md5 === this.#remote.md5)
      return unchanged.value;
    throw new ProblemError(this.#wrongSum(md5));
  }

  async checksum(signal: AbortSignal): Promise<PartChecksum> {
    const notWhole = this.#isWholeWanted ? 'left-out' : 'read-in-part';
    if (this.#remote.md5 === null || this.#pass.reached() === 0) return 'read-in-part';
    while (this.#pass.md5() === null) {
      const at = this.#pass.reached();
      const held = this.#kept.at(at);
      const end = this.#kept.nextBehind(at, this.#remote.bytes);
      if (held.length === 0 && !this.#mayBringFor(at, end)) return notWhole;
      this.#pass.saw(at, held.length > 0 ? held : await this.#bring(at, end, signal));
    }
    return this.#pass.md5() === this.#remote.md5 ? 'right' : 'wrong';
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#stream?.close();
    this.#stream = null;
    this.#kept.clear();
    this.#passed.clear();
  }

  /** Is so little missing for the sum that it is brought for its sake? */
  #mayBringFor(begin: number, end: number): boolean {
    if (this.#isWholeWanted) return end - begin <= wholeGapBytes;
    return end - begin <= mostAtOnce && !this.#holdsContent(begin, end);
  }

  async #readForward(into: Uint8Array, offset: number, end: number): Promise<void> {
    let stream = this.#stream;
    stream?.extend(end);
    if (stream?.reaches(offset, this.#mayPass) !== true) {
      await stream?.close();
      stream = this.#streamFrom(offset, end);
    }
    const isContentPassed = this.#holdsContent(stream.position(), offset);
    for (let filled = stream.position() - offset; filled < into.length; ) {
      if (stream.isSpent()) stream = this.#streamFrom(offset + filled, Math.max(end, offset + into.length));
      // What stands before it was only passed.
      const bytes: Buffer = await stream.some(filled < 0 ? -filled : into.length - filled);
      if (filled >= 0) into.set(bytes, filled);
      else if (isContentPassed) this.#passed.add(offset + filled, bytes);
      filled += bytes.length;
    }
  }

  /** May a gap be read along? It is short, and no content begins in it; or all is wanted, and nothing was skipped yet. */
  readonly #mayPass = (begin: number, end: number): boolean => {
    if (this.#isWholeWanted && this.#isWholeSoFar()) return end - begin <= wholeGapBytes;
    return end - begin <= gapBytes && !this.#holdsContent(begin, end);
  };

  #isWholeSoFar(): boolean {
    return this.#stream === null || this.#pass.reached() >= this.#stream.position();
  }

  #holdsContent(begin: number, end: number): boolean {
    let [low, high] = [0, this.#contents.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#contents[middle] ?? 0) < begin) low = middle + 1;
      else high = middle;
    }
    return (this.#contents[low] ?? end) < end;
  }

  /** Begins where the sum has come to, when that is near: so it may become whole. */
  #streamFrom(offset: number, end: number): ForwardStream {
    const reached = this.#pass.reached();
    const begin = reached < offset && this.#mayPass(reached, offset) ? reached : offset;
    const extent = { begin, end };
    this.#stream = new ForwardStream(this.#remote, extent, { kept: this.#kept, pass: this.#pass });
    return this.#stream;
  }

  async #readAnywhere(into: Uint8Array, offset: number): Promise<void> {
    for (let filled = 0; filled < into.length; ) {
      const at = offset + filled;
      const held = this.#kept.at(at);
      if (held.length > 0) {
        const taken = held.subarray(0, into.length - filled);
        into.set(taken, filled);
        filled += taken.length;
        continue;
      }
      const wanted = Math.max(into.length - filled, this.#usual(at));
      const end = this.#kept.nextBehind(at, Math.min(this.#remote.bytes, at + wanted));
      this.#kept.add(at, await this.#bring(at, end));
      this.#latest = { end, bytes: end - at };
    }
  }

  /** A stretch in one piece, of which what is held already is not asked for again. */
  async #gather({ begin, end }: Extent): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let at = begin; at < end; ) {
      const held = this.#kept.at(at).subarray(0, end - at);
      const piece = held.length > 0 ? held : await this.#bring(at, this.#kept.nextBehind(at, end));
      pieces.push(piece);
      at += piece.length;
    }
    return Buffer.concat(pieces);
  }

  #usual(at: number): number {
    if (at === 0) return headBytes;
    return at === this.#latest.end ? Math.min(mostAtOnce, 2 * this.#latest.bytes) : 0;
  }

  async #bring(begin: number, end: number, signal: AbortSignal = this.#closing.signal): Promise<Buffer> {
    const bytes = Buffer.allocUnsafeSlow(end - begin);
    let filled = 0;
    const take = (chunk: Uint8Array): void => {
      bytes.set(chunk, filled);
      filled += chunk.length;
    };
    const brought = await this.#remote.range(begin, end, take, AbortSignal.any([signal, this.#closing.signal]));
    if (!brought.ok)
      throw new ProblemError({ ...brought.problem, subject: brought.problem.subject ?? this.#remote.name });
    return bytes;
  }

  #wrongSum(md5: string) {
    const detail = `Google Drive says ${this.#remote.md5}, and ${md5} came.`;
    return problem('drive-checksum', { subject: this.#remote.name, detail });
  }
}
