import type { RandomAccess } from './random-access.ts';

/** Reads a file from front to back, a window at a time, however large it is. */
export interface SlidingWindow {
  /** Length of the file in bytes. */
  readonly size: number;
  /** Exactly `length` bytes from `offset`, at most {@link windowBytes}; null when they are not all there. */
  readonly view: (offset: number, length: number) => Promise<DataView | null>;
}

/** The most that is read at once. */
export const windowBytes = 64 * 1024;

/** A window over `source`. Rejects as `source` does. */
export function windowOver(source: RandomAccess): SlidingWindow {
  let offset = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  return {
    size: source.size,
    view: async (from, length) => {
      if (from < 0 || from + length > source.size) return null;
      if (from < offset || from + length > offset + bytes.length) {
        offset = from;
        bytes = await source.read(from, Math.min(windowBytes, source.size - from));
      }
      const start = from - offset;
      return start + length > bytes.length ? null : new DataView(bytes.buffer, bytes.byteOffset + start, length);
    },
  };
}
