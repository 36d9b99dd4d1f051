import { createHash, type Hash } from 'node:crypto';
import { closeSync, fdatasyncSync, ftruncateSync, readSync, writeSync } from 'node:fs';
import { errnoOf } from '../../base/errno.ts';
import { messageOf } from '../../base/message-of.ts';
import type { Performed } from './answer-queue.ts';
import { createFileSync, openFileSync, openOwnFileSync } from './fence.ts';
import { type Look, lookAtFiles } from './look.ts';
import { freshBudget, patience } from './patience.ts';
import { type Move, type MoveOutcome, placeFiles } from './place-files.ts';
import { beginWriteback, EarlySync, expectWriteback } from './writeback.ts';

/* The work of a disk thread: opens, writes, hashes, syncs and moves what it is asked. */

/** What a disk thread is asked. `file` numbers one open file; a block is left alone by the asker until it is answered. */
export type DiskRequest =
  /** A whole file in one go: written, hashed, on the disk. */
  | { readonly kind: 'write-whole'; readonly path: string; readonly block: SharedArrayBuffer; readonly length: number }
  | { readonly kind: 'create'; readonly file: number; readonly path: string }
  /** Opens a file that is there and cuts it off after `bytes` bytes, which count only once they were `reread`. */
  | { readonly kind: 'reopen'; readonly file: number; readonly path: string; readonly bytes: number }
  | { readonly kind: 'reread'; readonly file: number; readonly length: number }
  | { readonly kind: 'append'; readonly file: number; readonly block: SharedArrayBuffer; readonly length: number }
  | { readonly kind: 'read'; readonly file: number; readonly offset: number; readonly length: number }
  | { readonly kind: 'sync'; readonly file: number }
  /** Syncs and closes the file. */
  | { readonly kind: 'finish'; readonly file: number }
  | { readonly kind: 'close'; readonly file: number }
  /** Hashes a file that is there. `cancelled[0] !== 0` ends it early. */
  | { readonly kind: 'hash'; readonly path: string; readonly cancelled: Int32Array }
  | { readonly kind: 'place'; readonly root: string; readonly moves: readonly Move[] }
  | { readonly kind: 'look'; readonly root: string; readonly paths: readonly string[] };

/** What it answers: one answer a request, in the order of the requests; those that are ready together come together. */
export type DiskAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'digest'; readonly sha256: string; readonly bytes: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'seen'; readonly looks: readonly Look[] }
  | { readonly kind: 'placed'; readonly outcomes: readonly MoveOutcome[] }
  /** `path`: what the system said that it cannot make or open. */
  | { readonly kind: 'failed'; readonly code: string | null; readonly message: string; readonly path?: string };

/** A file that is to be opened, and its number. */
interface NamedFile {
  readonly file: number;
  readonly path: string;
}

interface OpenFile {
  readonly descriptor: number;
  readonly path: string;
  readonly hash: Hash;
  /** Bytes that are written and hashed. */
  bytes: number;
  /** Of them, those that are on the disk, or on their way. */
  begun: number;
}

/** After so many bytes of a file the disk is asked to write them back. */
const writebackBytes = 8 * 1024 * 1024;

const done: DiskAnswer = { kind: 'done' };

/** The files that one thread has open. Everything blocks, which is what the thread is for. */
export class DiskWork {
  /** On the budget that it shares with the other threads of the run. */
  #patient = patience(freshBudget());
  readonly #open = new Map<number, OpenFile>();
  readonly #block = new Uint8Array(1024 * 1024);
  readonly #early = new EarlySync();

  /** From now on it works for the run that has this budget. */
  spend(budget: Int32Array<SharedArrayBuffer>): void {
    this.#patient = patience(budget);
  }

  perform(request: DiskRequest): Performed<DiskAnswer> {
    switch (request.kind) {
      case 'write-whole':
        return writeWhole(request, this.#create(request.path));
      case 'create':
        this.createFile(request);
        return done;
      case 'reopen':
        return this.#reopen(request);
      case 'reread':
        return this.#reread(this.#file(request.file), request.length);
      case 'append':
        this.appendTo(request.file, new Uint8Array(request.block, 0, request.length));
        return done;
      case 'read':
        return { kind: 'bytes', bytes: readAt(this.#file(request.file).descriptor, request) };
      case 'sync':
        fdatasyncSync(this.#file(request.file).descriptor);
        return done;
      case 'finish':
        return this.#finish(request.file);
      case 'close':
        this.#close(request.file);
        return done;
      case 'hash':
        return hashOfFile(request, this.#block);
      case 'place':
        return { kind: 'placed', outcomes: placeFiles(request.root, request.moves, this.#patient) };
      case 'look':
        return { kind: 'seen', looks: lookAtFiles(request.root, request.paths) };
    }
  }

  #file(number: number): OpenFile {
    const file = this.#open.get(number);
    // A thread that died and was restarted knows nothing of the bytes before.
    if (file === undefined) throw new Error(`File ${number} is not open on this thread`);
    return file;
  }

  isOpen(file: number): boolean {
    return this.#open.has(file);
  }

  /** Begins an empty file, replacing what is at its path. */
  createFile(named: NamedFile): void {
    this.#begin(named, this.#create(named.path));
  }

  #create(path: string): number {
    return this.#patient.until(() => createFileSync(path));
  }

  #begin({ file, path }: NamedFile, descriptor: number): void {
    this.#open.set(file, { descriptor, path, hash: createHash('sha256'), bytes: 0, begun: 0 });
  }

  /** Writes and hashes what follows in a file that is open. */
  appendTo(number: number, content: Uint8Array): void {
    const file = this.#file(number);
    append(file, content);
    if (file.bytes - file.begun < writebackBytes) return;
    this.#early.begin(file.path);
    file.begun = file.bytes;
  }

  #reopen({ file, path, bytes }: Extract<DiskRequest, { kind: 'reopen' }>): DiskAnswer {
    const descriptor = openOwnFileSync(path);
    this.#begin({ file, path }, descriptor);
    ftruncateSync(descriptor, bytes);
    return done;
  }

  #reread(file: OpenFile, length: number): DiskAnswer {
    for (let left = length; left > 0; ) {
      const view = this.#block.subarray(0, Math.min(this.#block.length, left));
      const read = readSync(file.descriptor, view, 0, view.length, file.bytes);
      if (read === 0) throw new Error(`The part ends after ${file.bytes} bytes`);
      file.hash.update(view.subarray(0, read));
      file.bytes += read;
      left -= read;
    }
    return done;
  }

  #finish(number: number): DiskAnswer {
    const { descriptor, hash, bytes } = this.#file(number);
    try {
      fdatasyncSync(descriptor);
    } finally {
      this.#close(number);
    }
    return { kind: 'digest', sha256: hash.digest('hex'), bytes };
  }

  #close(number: number): void {
    const file = this.#open.get(number);
    this.#open.delete(number);
    if (file !== undefined) closeSync(file.descriptor);
  }
}

/**
 * Writes and hashes the file at once, and syncs it later, together with those that come meanwhile: the first sync commits
 * the file system's journal for all of them.
 */
function writeWhole(
  { path, block, length }: Extract<DiskRequest, { kind: 'write-whole' }>,
  descriptor: number,
): () => DiskAnswer {
  const file = { descriptor, hash: createHash('sha256'), bytes: 0 };
  try {
    expectWriteback(file.descriptor);
    append(file, new Uint8Array(block, 0, length));
    beginWriteback(path);
  } catch (thrown) {
    closeSync(file.descriptor);
    throw thrown;
  }
  return () => {
    try {
      fdatasyncSync(file.descriptor);
    } finally {
      closeSync(file.descriptor);
    }
    return { kind: 'digest', sha256: file.hash.digest('hex'), bytes: file.bytes };
  };
}

/** The system may take less than it is given, last of all on a disk that is nearly full. */
function append(file: Pick<OpenFile, 'descriptor' | 'hash' | 'bytes'>, content: Uint8Array): void {
  for (let written = 0; written < content.length; ) {
    written += writeSync(file.descriptor, content, written, content.length - written, file.bytes + written);
  }
  file.hash.update(content);
  file.bytes += content.length;
}

/** Fewer bytes than asked for only where the file ends. */
function readAt(
  descriptor: number,
  { offset, length }: { readonly offset: number; readonly length: number },
): Uint8Array {
  const bytes = new Uint8Array(length);
  let filled = 0;
  for (let read = -1; read !== 0 && filled < length; filled += read) {
    read = readSync(descriptor, bytes, filled, length - filled, offset + filled);
  }
  return bytes.subarray(0, filled);
}

function hashOfFile({ path, cancelled }: Extract<DiskRequest, { kind: 'hash' }>, block: Uint8Array): DiskAnswer {
  const descriptor = openFileSync(path);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for (let read = -1; read !== 0 && Atomics.load(cancelled, 0) === 0; bytes += read) {
      read = readSync(descriptor, block);
      hash.update(block.subarray(0, read));
    }
    if (Atomics.load(cancelled, 0) !== 0) return { kind: 'failed', code: 'ABORT_ERR', message: 'cancelled' };
    return { kind: 'digest', sha256: hash.digest('hex'), bytes };
  } finally {
    closeSync(descriptor);
  }
}

/** What it performs, or the answer that says why it cannot. */
export function orFailed<T>(perform: () => T): T | FailedAnswer {
  try {
    return perform();
  } catch (thrown) {
    return failedAnswer(thrown);
  }
}

type FailedAnswer = Extract<DiskAnswer, { kind: 'failed' }>;

/** An error of the system as an answer. */
export function failedAnswer(thrown: unknown): FailedAnswer {
  return {
    kind: 'failed',
    code: errnoOf(thrown),
    message: messageOf(thrown),
    ...(thrown instanceof Error && 'path' in thrown && typeof thrown.path === 'string' ? { path: thrown.path } : {}),
  };
}
