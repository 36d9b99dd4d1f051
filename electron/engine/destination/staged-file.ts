import type { DirectListener, DirectOutcome, DirectRequest, StopSignal } from '../../contract/bytes.ts';
import type { Result } from '../../contract/result.ts';
import type { Blocks } from './blocks.ts';
import type { ContentHash, DiskThreads } from './disk-threads.ts';
import type { PartNote, PartNotes } from './part-note.ts';

/** A content that is whole and on the disk, in staging. */
export interface StagedContent extends ContentHash {
  /** Absolute. */
  readonly stagedPath: string;
}

/** How an attempt to fetch a content begins. */
export interface AttemptHead {
  /** Offset of the first byte that follows: 0, or what {@link StagedFile.resumeFrom} offered. */
  readonly from: number;
  /** Strong validator; null when there is none. */
  readonly etag: string | null;
}

/** Who hears of bytes that a thread receives. What its functions throw ends the reception. */
export interface ReceptionListener extends DirectListener {
  /** How the content begins, once: enough to judge it. Not told of contents that come in no time. */
  readonly first: (head: Uint8Array) => void;
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
  /** As `receive` of a sink. */
  readonly receive?: (
    request: DirectRequest,
    listener: ReceptionListener,
    signal: StopSignal,
  ) => Promise<DirectOutcome>;
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
export interface StagedFileDeps {
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
