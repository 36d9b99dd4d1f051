import type { Result } from '../../../../contract/result.ts';

/** A file that lies elsewhere and can be read by ranges. */
export interface RemoteFile {
  /** Names it for as long as its content stays the same. */
  readonly identity: string;
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal; null when nobody told it. */
  readonly md5: string | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Brings the bytes from `begin` up to `end`, each once and in order. What `write` is given stays good. */
  readonly range: (
    begin: number,
    end: number,
    write: (chunk: Uint8Array) => void | Promise<void>,
    signal: AbortSignal,
  ) => Promise<Result<void>>;
  /** Has it still the content that it was found with? A problem when nobody can say, or it is gone. */
  readonly isUnchanged: () => Promise<Result<boolean>>;
}
