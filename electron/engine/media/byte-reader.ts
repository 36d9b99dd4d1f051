import type { RandomAccess } from './random-access.ts';

/** Looks at parts of a file. Every parser here stands on it, so that no file can make one run for long or hold much. */
export interface ByteReader {
  /** Length in bytes. */
  readonly size: number;
  /**
   * Exactly `length` bytes from `offset`; null when they are not all there, when more than {@link largestView} are
   * asked for, or when this file has used up its reads. A parser takes null as the end.
   */
  readonly view: (offset: number, length: number) => Promise<DataView | null>;
}

/** The most bytes that one view may hold: no metadata block that is of use is larger. */
export const largestView = 1024 * 1024;

/** What one file may cost: enough for any real file, and an end to every made-up one. */
const mostViews = 20_000;
const mostReads = 512;
const mostBytes = 8 * 1024 * 1024;
/** Most files are understood from their first read. */
const firstWindow = 64 * 1024;
const laterWindow = 8 * 1024;

interface Window {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** A reader over `source` that keeps the head of the file and the place read last, and stops at the limits above. */
export function boundedReader(source: RandomAccess): ByteReader {
  let head: Window | null = null;
  let latest: Window | null = null;
  let views = 0;
  let reads = 0;
  let bytesRead = 0;

  async function load(offset: number, length: number): Promise<Window | null> {
    if (reads >= mostReads || bytesRead + length > mostBytes) return null;
    reads += 1;
    const window = { offset, bytes: await source.read(offset, Math.min(length, source.size - offset)) };
    bytesRead += window.bytes.length;
    return window;
  }

  return {
    size: source.size,
    view: async (offset, length) => {
      views += 1;
      if (views > mostViews || length > largestView || !isWithin(offset, length, source.size)) return null;
      head ??= await load(0, firstWindow);
      const known = viewOf(head, offset, length) ?? viewOf(latest, offset, length);
      if (known !== null) return known;
      latest = await load(offset, Math.max(length, laterWindow));
      return viewOf(latest, offset, length);
    },
  };
}

/** A part of `reader` as its own reader, cut off where `reader` ends. */
export function sliceOf(reader: ByteReader, start: number, length: number): ByteReader {
  const size = Math.max(0, Math.min(length, reader.size - start));
  return {
    size,
    view: async (offset, wanted) => (isWithin(offset, wanted, size) ? reader.view(start + offset, wanted) : null),
  };
}

/** The four characters with which most formats name their parts. */
export function fourCharacters(view: DataView, offset: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + offset, 4));
}

/** Bytes as text of one character a byte, up to the first NUL; reads no further than the view. */
export function textUntilNul(view: DataView, offset = 0, length = view.byteLength - offset): string {
  const end = Math.min(view.byteLength, offset + length);
  if (offset >= end) return '';
  const text = Buffer.from(view.buffer, view.byteOffset + offset, end - offset).toString('latin1');
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

/** An unsigned 64-bit number; one too large to be exact is larger than any file, which is all that matters. */
export function uint64(view: DataView, offset: number): number {
  return Number(view.getBigUint64(offset));
}

function isWithin(offset: number, length: number, size: number): boolean {
  return Number.isSafeInteger(offset) && offset >= 0 && length >= 0 && offset + length <= size;
}

function viewOf(window: Window | null, offset: number, length: number): DataView | null {
  if (window === null) return null;
  const start = offset - window.offset;
  if (start < 0 || start + length > window.bytes.length) return null;
  return new DataView(window.bytes.buffer, window.bytes.byteOffset + start, length);
}
