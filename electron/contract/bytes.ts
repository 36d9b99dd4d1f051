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
