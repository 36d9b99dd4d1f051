import {
  type DirectListener,
  type DirectOutcome,
  type DirectRequest,
  type StopSignal,
  sha256InEtag,
  wholeEtag,
} from '../../contract/bytes.ts';
import { ProblemError, problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { blockBytes } from './blocks.ts';
import type { ContentHash, DiskFile } from './disk-threads.ts';
import { fsProblem } from './fs-problems.ts';
import type { BytesCame, ReceiveHearer } from './heard-receptions.ts';
import { firstNoteBytes, NoteOfPart } from './note-of-part.ts';
import { continuePartFile, createPartFile, type PartFile, receivedPartFile } from './part-file.ts';
import type { PartNote } from './part-note.ts';
import type { AttemptHead, ReceptionListener, StagedContent, StagedFile, StagedFileDeps } from './staged-file.ts';

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
  readonly #note: NoteOfPart;
  #ended = false;
  /** The file on its thread, whether it is open there or not; null before it is needed. */
  #handle: DiskFile | null = null;
  readonly receive?: NonNullable<StagedFile['receive']>;

  constructor(deps: StagedFileDeps) {
    this.#deps = deps;
    if (deps.threads.receives) this.receive = (...order) => this.#receive(...order);
    this.#offered = deps.note;
    this.#note = new NoteOfPart(deps.key, deps.notes, deps.note?.bytes ?? 0);
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
      await this.#note.remove();
      await this.#deps.notes.removePart(this.#deps.key);
    } catch {
      // What cannot be removed now (disk gone) is a leftover that the next run cleans.
    }
  }

  /** The content on the disk: in one go when it is in memory as a whole. */
  async #hashed(): Promise<ContentHash> {
    const { path, threads, blocks } = this.#deps;
    if (sha256InEtag(this.#etag) === null) await this.#note.remove();
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
    const { path, blocks } = this.#deps;
    const offered = this.#offered;
    if (from !== offered?.bytes || (etag ?? offered.etag) !== offered.etag) throw wrongOffset(from);
    this.#file = await continuePartFile(path, from, this.#onThread(), blocks);
  }

  /** One file stays on one thread: who receives it there goes on with it. */
  #onThread(): DiskFile {
    this.#handle ??= this.#deps.threads.file();
    return this.#handle;
  }

  async #receive(request: DirectRequest, listener: ReceptionListener, signal: StopSignal): Promise<DirectOutcome> {
    const { path } = this.#deps;
    await this.#orProblem(async () => {
      await this.#file?.settled();
      // What is packed has no head to be judged first, and continues nothing.
      if (request.kind === 'packed') await this.#note.remove();
    });
    const handle = this.#onThread();
    const isFresh = this.bytes() === 0 && this.#offered === null;
    const order = {
      path,
      block: this.#room().buffer,
      filled: this.#filled,
      request: isFresh || request.kind === 'packed' ? request : { ...request, media: null },
    };
    let before = this.#file?.bytes() ?? 0;
    const hearer = {
      head: async (head: Parameters<DirectListener['head']>[0]) => {
        const heading = await listener.head(head);
        // The thread overwrites what an earlier run left, and nobody may be offered that any more.
        if (heading !== 'refused' && this.#file === null) await this.#orProblem(() => this.#note.remove());
        before = this.#file?.bytes() ?? 0;
        return heading;
      },
      filled: () => this.#filled,
      came: async ({ bytes, appended, first }: BytesCame) => {
        listener.came(bytes);
        if (first !== null) listener.first(first);
        await this.#orProblem(() => this.#noteReceived(handle, before + appended));
      },
      stands: ({ filled, isOpen, appended }: Parameters<ReceiveHearer['stands']>[0]) => {
        if (isOpen) this.#file ??= receivedPartFile(handle, this.#deps.blocks);
        this.#file?.appended(appended);
        this.#filled = filled;
      },
    };
    try {
      return await handle.receive(order, hearer, signal);
    } catch (thrown) {
      if (thrown instanceof ProblemError || thrown === signal.reason) throw thrown;
      throw new ProblemError(fsProblem(thrown));
    } finally {
      // Also where nothing began.
      if (this.#file === null) handle.letGo();
    }
  }

  /** As after writing, while more comes. */
  async #noteReceived(handle: DiskFile, bytes: number): Promise<void> {
    if (this.#etag === null || !this.#note.isDue(bytes)) return;
    await handle.sync();
    await this.#note.write(this.#etag, bytes);
  }

  async #writeAcross(chunk: Uint8Array): Promise<void> {
    for (let rest = chunk; rest.length > 0; ) {
      const fitting = rest.subarray(0, blockBytes - this.#filled);
      this.#room().set(fitting, this.#filled);
      this.#filled += fitting.length;
      rest = rest.subarray(fitting.length);
      if (this.#filled === blockBytes) await this.#flush();
    }
    if (this.#etag !== null && this.#note.isDue(this.bytes() - this.#filled)) await this.#writeNote(this.#etag);
  }

  /** Hands what is in the block to the file, which is begun by the first call. */
  async #flush(): Promise<PartFile> {
    const { path, blocks } = this.#deps;
    if (this.#file === null) {
      await this.#note.remove();
      this.#file = await createPartFile(path, this.#onThread(), blocks);
    }
    const file = this.#file;
    if (this.#filled === 0) return file;
    const length = this.#filled;
    await file.push(this.#handOver(), length);
    return file;
  }

  #room(): Uint8Array<SharedArrayBuffer> {
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
    await this.#note.write(etag, this.#file?.bytes() ?? 0);
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
