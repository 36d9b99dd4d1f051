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

/** What a thread can be told to bring to where bytes are kept, so that they need not pass through another. */
export type DirectRequest = LineRequest | PackedRequest;

/** A request whose answer is received by a thread with connections of its own. */
export interface LineRequest {
  readonly kind: 'line';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How long to wait for the head of the answer, and for the next of its bytes; milliseconds. */
  readonly headMs: number;
  readonly stallMs: number;
  /** The most connections to one host. */
  readonly connections: number;
  /** The system's proxy variables, and nothing else of the environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * What is asked for, where a good head needs no more to be judged: the bytes are taken at once. Null where they continue
   * something, and the head is waited for.
   */
  readonly media: 'image' | 'video' | 'any' | null;
}

/** Where an entry lies in a zip archive, and how it is packed. */
export interface PackedEntry {
  readonly path: string;
  /** Offset of its local header in the archive. */
  readonly offset: number;
  readonly packedBytes: number;
  /** Unpacked, as declared. */
  readonly bytes: number;
  readonly method: 'stored' | 'deflated';
}

/** An entry of a zip archive, to be read and unpacked by a thread. It has no head: all is known before. */
export interface PackedRequest {
  readonly kind: 'packed';
  /** Of the archive's file, open in this process for as long as it is read. */
  readonly descriptor: number;
  /** As it was when it was opened: bytes, and epoch milliseconds. */
  readonly fileBytes: number;
  readonly modifiedAt: number;
  /** Names the file to people. */
  readonly subject: string;
  /** The stretch of the file that is the archive. */
  readonly begin: number;
  readonly bytes: number;
  readonly entry: PackedEntry & { readonly crc32: number };
  /** Whether an entry whose checksum is wrong is kept all the same. */
  readonly keepsDamaged: boolean;
}

/** The head of an answer. Header names are in lower case. */
export interface HttpHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What a head promises: so many bytes (null: not announced), or an error to be read. */
export type DirectHeading = { readonly expected: number | null } | 'refused';

/** What it takes of an AbortSignal, which this floor does not know. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  readonly throwIfAborted: () => void;
  readonly addEventListener: (event: 'abort', listener: () => void, options: { readonly once: true }) => void;
  readonly removeEventListener: (event: 'abort', listener: () => void) => void;
}

/** Who hears of an answer. What its functions throw ends the reception, and rejects it. */
export interface DirectListener {
  /** Told before any of its bytes is; begins an attempt, as {@link ByteSink.start}. */
  readonly head: (head: HttpHead) => DirectHeading | Promise<DirectHeading>;
  /** So many bytes more have come. */
  readonly came: (bytes: number) => void;
}

/** How it ended, unless it was rejected; `body` is what the error said, `damage` what is wrong with bytes that are kept. */
export type DirectOutcome =
  | { readonly kind: 'received'; readonly damage?: Problem }
  | { readonly kind: 'refused'; readonly body: Uint8Array };

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
  /**
   * Lets a thread bring the bytes, which pass through neither `start` nor `write`; absent where it cannot. What is packed
   * needs a `start` of its own before. Settles only when nothing comes any more. Rejects with a ProblemError, what the listener threw, or
   * `signal.reason`.
   */
  readonly receive?: (request: DirectRequest, listener: DirectListener, signal: StopSignal) => Promise<DirectOutcome>;
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
