import type { ByteSink } from '../../../../contract/bytes.ts';
import type { Problem } from '../../../../contract/problem.ts';
import type { Result } from '../../../../contract/result.ts';
import type { PartFormat } from '../../../../contract/takeout-models.ts';
import type { TarMark } from './tar-reader.ts';

/** One file in a part. Folders are not told: an export says nothing with them. */
export interface PartEntry {
  /**
   * As the part names it, decoded, with slashes, without `.` steps and doubled slashes: relative, and leading nowhere
   * else. In a part that was extracted it begins with `Takeout/` as in the archive. Only for display when refused.
   */
  readonly path: string;
  /** Ordinal in the part, from 0; the same in every reading of the same part. Ordinals of folders are left out. */
  readonly position: number;
  /** Length as declared; in a folder the file's. */
  readonly bytes: number;
  /** As declared; null where the format has none (tgz, folder). */
  readonly crc32: number | null;
  /** Epoch milliseconds; null in a zip, which knows no time zone. */
  readonly modifiedAt: number | null;
  /** Why it is never opened: a name that leads out, a link, a device, encrypted … Null when it can be read. */
  readonly refusal: Problem | null;
}

/** An entry as the pass over a part comes to it. */
export interface PassedEntry {
  readonly entry: PartEntry;
  /**
   * The whole content, only before the pass continues, and once. A problem when it is larger than `limit` bytes,
   * refused or broken. Throws the ProblemError of a part that cannot be read on.
   */
  readonly read: (limit: number) => Promise<Result<Buffer>>;
  /**
   * As `read`, for what is too large to be held as a whole: `take` gets it piece by piece, each good until it returns.
   * What was taken is to be believed only when no problem comes back.
   */
  readonly readThrough: (take: (chunk: Uint8Array) => void | Promise<void>) => Promise<Result<void>>;
  /** Where another pass can begin with this entry; null or absent where none can. */
  readonly mark?: TarMark | null;
}

/** Where passes over a part can begin that fetch from it. */
export interface FetchMarks {
  /** The mark nearest to an entry, not behind it; null when none is known. */
  readonly nearest: (position: number) => Promise<TarMark | null>;
  /** A pass that fetches is at an entry. Never throws. */
  readonly reached: (mark: TarMark) => void;
}

/** What names an entry to the part that told of it. */
export type EntryPlace = Pick<PartEntry, 'path' | 'position'>;

/** A part of an export that can be read where it lies. Nothing is ever written beside it, or unpacked. */
export interface OpenPart {
  /** File name of the archive; of an extracted part the folder that a person would name. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly format: PartFormat;
  /** It is far away and has no list: whatever is wanted of it is best taken by the pass that lists it. */
  readonly isReadOnce?: true;
  /** Length of the archive, or of all files of the folder. */
  readonly bytes: number;
  /**
   * Equal for the same part, wherever it lies and whatever its name; another when it was replaced. An extracted part
   * has another as soon as a file in it is changed, added or removed.
   */
  readonly fingerprint: string;
  /** Of a part that can only be read forward: what it takes to go on where a pass was broken off. */
  readonly resuming?: {
    /** Names the content of this very file: a mark is good for nothing else. */
    readonly identity: string;
    readonly fetchFrom: (marks: FetchMarks) => void;
  };
  /**
   * One pass over all entries, in order, or over those from a mark on. Throws a ProblemError where the part cannot be read on, after all entries that
   * could be read.
   */
  readonly walk: (signal: AbortSignal, from?: TarMark | null) => AsyncIterable<PassedEntry>;
  /**
   * Brings the bytes of one entry into the sink; length and checksum are checked before the sink's `end`. Many calls
   * may be under way. For a tgz they are served by one forward pass: ask in the order of positions.
   */
  readonly fetch: (entry: EntryPlace, sink: ByteSink, signal: AbortSignal) => Promise<Result<void>>;
  /** Nothing of it is stored, and everything is going to be fetched: see `ReadAhead.whole`. */
  readonly wantWhole?: () => void;
  /** Calls under way end with `interrupted`. */
  readonly close: () => Promise<void>;
}
