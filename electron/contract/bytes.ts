import type { Problem } from './problem.ts';

/** What the answer to a request for bytes says before the bytes come. */
export interface ByteHead {
  /** Length of the whole content; null when not announced. */
  readonly length: number | null;
  readonly contentType: string | null;
  /** Offset of the first byte that follows: 0 unless a partial transfer is continued. */
  readonly from: number;
  /** Strong validator, needed to continue later; null when there is none. */
  readonly etag: string | null;
}

/**
 * Takes the bytes of one item. A source may call `start` several times: each call begins a new attempt at `head.from`.
 * Throwing a ProblemError rejects the attempt; when its advice is `automatic` the source may try again.
 */
export interface ByteSink {
  /** A partial transfer that could be continued; null to fetch from the beginning. Asked before every attempt. */
  readonly resumeFrom: () => { readonly offset: number; readonly etag: string } | null;
  readonly start: (head: ByteHead) => void | Promise<void>;
  /** Takes one chunk. A promise means: wait for it before the next chunk (back-pressure). */
  readonly write: (chunk: Uint8Array) => void | Promise<void>;
  /** All bytes of the attempt came; rejects it when they are not what was announced. */
  readonly end: () => void | Promise<void>;
  /**
   * What came is all that there is, and it is not sound: told before `end` to sinks that keep such bytes all the same. To
   * others the attempt fails.
   */
  readonly damaged?: (met: Problem) => void;
}

/** One content that came before its item was shown. Ends with exactly one of `keep` and `discard`. */
export interface EarlyContent {
  /** As {@link ByteSink.write}. */
  readonly write: (chunk: Uint8Array) => void | Promise<void>;
  /** All bytes came: they are on the disk when this resolves. Throws the ProblemError of a disk that does not take them. */
  readonly keep: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/**
 * Contents that come before it is known what they are: each waits on the disk, also across runs, and is offered by
 * {@link ByteSink.resumeFrom} to who fetches its item.
 */
export interface EarlyContents {
  /** Lower-case hexadecimal SHA-256 of what waits under this name; null when nothing does. */
  readonly find: (name: string, bytes: number) => string | null;
  readonly open: (name: string) => Promise<EarlyContent>;
  /** Drops what still waits under names that begin so. */
  readonly drop: (prefix: string) => Promise<void>;
}

/** Small contents of who reads a source, for the next run: they wait beside {@link EarlyContents}, and are dropped with them. */
export interface WaitingNotes {
  /** Null when nothing of at most `mostBytes` is there, or not what was written. */
  readonly read: (name: string, mostBytes: number) => Promise<Uint8Array | null>;
  /** It is on the disk when this resolves. Until then nothing is under that name. Throws the ProblemError of the disk. */
  readonly write: (name: string, content: Uint8Array) => Promise<void>;
  /** As {@link EarlyContents.drop}. */
  readonly drop: (prefix: string) => Promise<void>;
}

/** The validator of a content that waits whole: begins so, and its SHA-256 follows. */
const wholeMark = 'whole sha256 ';

/** The validator of a content of that SHA-256 that waits as a whole. */
export function wholeEtag(sha256: string): string {
  return `${wholeMark}${sha256}`;
}

/** The SHA-256 in such a validator; null for any other. */
export function sha256InEtag(etag: string | null): string | null {
  return etag?.startsWith(wholeMark) === true ? etag.slice(wholeMark.length) : null;
}
