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
/** What is read first, and after a leap: who leaps from head to head needs a few bytes of each. */
const glanceBytes = 1_024;

/**
 * A window over `source`: a little of it where the reader leaps, much where one read follows the other. Rejects as `source`
 * does.
 */
export function windowOver(source: RandomAccess): SlidingWindow {
  let offset = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  return {
    size: source.size,
    view: async (from, length) => {
      if (from < 0 || from + length > source.size) return null;
      if (from < offset || from + length > offset + bytes.length) {
        const end = offset + bytes.length;
        const goesOn = bytes.length > 0 && from >= offset && from <= end;
        const wanted = Math.max(length, goesOn ? windowBytes : glanceBytes);
        bytes = await source.read(from, Math.min(wanted, source.size - from));
        offset = from;
      }
      const start = from - offset;
      return start + length > bytes.length ? null : new DataView(bytes.buffer, bytes.byteOffset + start, length);
    },
  };
}
