import { sha256InEtag, wholeEtag } from '../../contract/bytes.ts';
import { ProblemError, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { type Blocks, blockBytes } from './blocks.ts';
import type { ContentHash, DiskThreads } from './disk-threads.ts';
import { fsProblem } from './fs-problems.ts';
import { continuePartFile, createPartFile, type PartFile } from './part-file.ts';
import type { PartNote, PartNotes } from './part-note.ts';

/*
 * One content on its way into staging. Long because the interface stands here with the words that hold for any sink.
 */

/** A part of so many bytes is worth a note, so that it can be continued after a crash. */
const firstNoteBytes = 8 * 1024 * 1024;
const noteEveryBytes = 32 * 1024 * 1024;

/** A content that is whole and on the disk, in staging. */
export interface StagedContent extends ContentHash {
  /** Absolute. */
  readonly stagedPath: string;
}

/** How an attempt to fetch a content begins. */
interface AttemptHead {
  /** Offset of the first byte that follows: 0, or what {@link StagedFile.resumeFrom} offered. */
  readonly from: number;
  /** Strong validator; null when there is none. */
  readonly etag: string | null;
}

/**
 * One content on its way into staging. `start`, `write` and `read` throw ProblemErrors, as streams need it. Ends with
 * exactly one of `finish`, `keep`, `suspend` and `discard`.
 */
export interface StagedFile {
  /** What is there already and could be continued; null to begin at the beginning. */
  readonly resumeFrom: () => { readonly offset: number; readonly etag: string } | null;
  /**
   * Begins an attempt: forgets everything before (`from` 0), or continues. Throws `bytes-incomplete` for another
   * offset.
   */
  readonly start: (head: AttemptHead) => Promise<void>;
  /** Takes one chunk, which may be reused once this returned or its promise resolved. A promise means: wait. */
  readonly write: (chunk: Uint8Array) => void | Promise<void>;
  /** Bytes taken so far, of all attempts that were continued. */
  readonly bytes: () => number;
  /**
   * Bytes that were taken before; fewer only where they end. Good until the next call of anything but `read`, as they
   * may be part of the memory that is filled.
   */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
  /** All bytes came: makes them durable. The content stays until it is placed or {@link StagedFile.discard}ed. */
  readonly finish: () => Promise<Result<StagedContent>>;
  /**
   * All bytes came, and whose they are is not known yet: makes them durable, with a note by which they are offered to who
   * opens the key. The note holds until they are in their place, so that a kill on the way costs nothing.
   */
  readonly keep: () => Promise<Result<void>>;
  /** Keeps a large part for the next run, and drops everything else. */
  readonly suspend: () => Promise<void>;
  /** Drops everything. Also good after `finish`, when the content turned out to be unwanted. */
  readonly discard: () => Promise<void>;
}

/** What a staged file works with. */
interface StagedFileDeps {
  readonly path: string;
  /** Names the content for {@link PartNote}. */
  readonly key: string;
  /** What an earlier run left; null when nothing. */
  readonly note: PartNote | null;
  readonly notes: PartNotes;
  readonly threads: DiskThreads;
  readonly blocks: Blocks;
  /** Told once, when the file is finished, suspended or discarded. */
  readonly onEnd: () => void;
}

/** Opens one content. Contents below one block stay in memory until `finish` and cost one write. */
export function openStagedFile(deps: StagedFileDeps): StagedFile {
  return new BlockwiseFile(deps);
}

class BlockwiseFile implements StagedFile {
  readonly #deps: StagedFileDeps;
  #offered: PartNote | null;
  #etag: string | null = null;
  /** Null while everything fits into the block. */
  #file: PartFile | null = null;
  /** What came last and is not yet on its way to the disk; null while that is nothing. */
  #block: Uint8Array<SharedArrayBuffer> | null = null;
  #filled = 0;
  /** Bytes that the note on disk speaks of; 0 without a note. */
  #noted: number;
  #ended = false;

  constructor(deps: StagedFileDeps) {
    this.#deps = deps;
    this.#offered = deps.note;
    this.#noted = deps.note?.bytes ?? 0;
  }

  bytes(): number {
    return (this.#file?.bytes() ?? 0) + this.#filled;
  }

  resumeFrom(): { readonly offset: number; readonly etag: string } | null {
    if (this.bytes() > 0) return this.#etag === null ? null : { offset: this.bytes(), etag: this.#etag };
    return this.#offered === null ? null : { offset: this.#offered.bytes, etag: this.#offered.etag };
  }

  async start({ from, etag }: AttemptHead): Promise<void> {
    // The answer to a conditional range request need not repeat the validator.
    if (from > 0 && from === this.bytes() && (etag ?? this.#etag) === this.#etag) return;
    await this.#orProblem(async () => {
      await this.#forget();
      if (from > 0) await this.#continueOffered(from, etag);
      this.#etag = etag ?? this.#offered?.etag ?? null;
      this.#offered = null;
    });
  }

  write(chunk: Uint8Array): void | Promise<void> {
    if (chunk.length >= blockBytes - this.#filled) return this.#orProblem(() => this.#writeAcross(chunk));
    this.#room().set(chunk, this.#filled);
    this.#filled += chunk.length;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    if (this.#file === null) {
      return this.#room().subarray(offset, Math.min(offset + length, this.#filled));
    }
    try {
      const file = await this.#flush();
      return await file.read(offset, length);
    } catch (thrown) {
      throw new ProblemError(fsProblem(thrown));
    }
  }

  async finish(): Promise<Result<StagedContent>> {
    const { path } = this.#deps;
    try {
      const hash = await this.#hashed();
      const expected = sha256InEtag(this.#etag);
      if (expected === null || expected === hash.sha256) return ok({ ...hash, stagedPath: path });
      await this.#drop();
      return failed(problem('bytes-incomplete', { detail: 'It is not what was staged any more.' }));
    } catch (thrown) {
      await this.#drop();
      return failed(fsProblem(thrown));
    } finally {
      this.#end();
    }
  }

  async keep(): Promise<Result<void>> {
    const { key, notes } = this.#deps;
    try {
      const { sha256, bytes } = await this.#hashed();
      await notes.write({ key, etag: wholeEtag(sha256), bytes });
      return ok(undefined);
    } catch (thrown) {
      await this.#drop();
      return failed(fsProblem(thrown));
    } finally {
      this.#end();
    }
  }

  async suspend(): Promise<void> {
    if (this.#file === null && this.#offered !== null) return this.#end();
    if (this.#etag === null || this.bytes() < firstNoteBytes) return this.discard();
    try {
      await this.#flush();
      await this.#writeNote(this.#etag);
    } catch {
      // A full or vanished disk: the note of before, if any, still holds.
    } finally {
      // The same disk may refuse to close what it did not write.
      await this.#forget().catch(() => undefined);
      this.#end();
    }
  }

  async discard(): Promise<void> {
    await this.#drop();
    this.#end();
  }

  async #drop(): Promise<void> {
    try {
      await this.#forget();
      await this.#removeNote();
      await this.#removePart();
    } catch {
      // What cannot be removed now (disk gone) is a leftover that the next run cleans.
    }
  }

  #removePart(): Promise<void> {
    return this.#deps.notes.removePart(this.#deps.key);
  }

  /** The content on the disk: in one go when it is in memory as a whole. */
  async #hashed(): Promise<ContentHash> {
    const { path, threads, blocks } = this.#deps;
    if (sha256InEtag(this.#etag) === null) await this.#removeNote();
    if (this.#file === null) {
      const length = this.#filled;
      const block = this.#handOver();
      const hash = await threads.writeWhole(path, block, length);
      blocks.giveBack(block);
      return hash;
    }
    const file = await this.#flush();
    this.#file = null;
    return file.finish();
  }

  async #continueOffered(from: number, etag: string | null): Promise<void> {
    const { path, threads, blocks } = this.#deps;
    const offered = this.#offered;
    if (from !== offered?.bytes || (etag ?? offered.etag) !== offered.etag) throw wrongOffset(from);
    this.#file = await continuePartFile(path, from, threads, blocks);
  }

  async #writeAcross(chunk: Uint8Array): Promise<void> {
    for (let rest = chunk; rest.length > 0; ) {
      const fitting = rest.subarray(0, blockBytes - this.#filled);
      this.#room().set(fitting, this.#filled);
      this.#filled += fitting.length;
      rest = rest.subarray(fitting.length);
      if (this.#filled === blockBytes) await this.#flush();
    }
    const due = this.#noted === 0 ? firstNoteBytes : this.#noted + noteEveryBytes;
    if (this.#etag !== null && this.bytes() - this.#filled >= due) await this.#writeNote(this.#etag);
  }

  /** Hands what is in the block to the file, which is begun by the first call. */
  async #flush(): Promise<PartFile> {
    const { path, threads, blocks } = this.#deps;
    if (this.#file === null) {
      await this.#removeNote();
      this.#file = await createPartFile(path, threads, blocks);
    }
    const file = this.#file;
    if (this.#filled === 0) return file;
    const length = this.#filled;
    await file.push(this.#handOver(), length);
    return file;
  }

  #room(): Uint8Array {
    this.#block ??= new Uint8Array(this.#deps.blocks.take());
    return this.#block;
  }

  /** The block goes to a disk thread. */
  #handOver(): SharedArrayBuffer {
    const block = this.#block?.buffer ?? this.#deps.blocks.take();
    this.#block = null;
    this.#filled = 0;
    return block;
  }

  async #writeNote(etag: string): Promise<void> {
    await this.#file?.sync();
    const bytes = this.#file?.bytes() ?? 0;
    await this.#deps.notes.write({ key: this.#deps.key, etag, bytes });
    this.#noted = bytes;
  }

  /** A note must never outlive the bytes it speaks of. */
  async #removeNote(): Promise<void> {
    if (this.#noted > 0) await this.#deps.notes.remove(this.#deps.key);
    this.#noted = 0;
  }

  async #forget(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    this.#filled = 0;
    await file?.close();
  }

  async #orProblem(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      throw new ProblemError(fsProblem(thrown));
    }
  }

  #end(): void {
    // Once only: a block given back twice would be shared by two files.
    if (this.#ended) return;
    this.#ended = true;
    if (this.#block !== null) this.#deps.blocks.giveBack(this.#block.buffer);
    this.#block = null;
    this.#deps.onEnd();
  }
}

function wrongOffset(from: number): ProblemError {
  return new ProblemError(problem('bytes-incomplete', { detail: `the transfer went on at byte ${from}, unasked` }));
}
