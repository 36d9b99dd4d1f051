import { fourCharacters, uint64 } from './byte-reader.ts';
import type { FileEnd } from './file-end.ts';
import type { SlidingWindow } from './sliding-window.ts';

const headBytes = 8;

/**
 * Follows the boxes of an ISO media file (ISO/IEC 14496-12, 4.2): each must lie fully inside the file, and one of
 * `needed`, without which nothing can be shown, must be among them. What is no box behind them is a trailer of a camera.
 */
export async function isoEnd(window: SlidingWindow, needed: readonly string[]): Promise<FileEnd> {
  let hasNeeded = false;
  for (let offset = 0; offset < window.size; ) {
    const box = await boxAt(window, offset);
    if (box === 'none' && !hasNeeded && offset === 0) return { kind: 'unknown' };
    if (box === 'none') break;
    if (box === 'half a head' || offset + box.bytes > window.size) {
      const missing = box === 'half a head' ? 'the head of a box' : `the box "${box.type}" at byte ${offset}`;
      return { kind: 'cut-short', detail: `The file ends in the middle of ${missing}.` };
    }
    hasNeeded ||= needed.includes(box.type);
    offset += box.bytes;
  }
  return hasNeeded ? { kind: 'whole' } : { kind: 'cut-short', detail: `The file ends before its "${needed[0]}".` };
}

interface Box {
  readonly type: string;
  readonly bytes: number;
}

/** `none`: no box begins here. */
async function boxAt(window: SlidingWindow, offset: number): Promise<Box | 'none' | 'half a head'> {
  const head = await window.view(offset, headBytes);
  if (head === null) return (await isPadding(window, offset)) ? 'none' : 'half a head';
  const type = fourCharacters(head, 4);
  if (!/^[\x20-\x7e\xa9]{4}$/u.test(type)) return 'none';
  const bytes = head.getUint32(0);
  // To the end of the file, wherever that is.
  if (bytes === 0) return { type, bytes: window.size - offset };
  if (bytes !== 1) return bytes < headBytes ? 'none' : { type, bytes };
  const long = await window.view(offset + headBytes, 8);
  if (long === null) return 'half a head';
  return uint64(long, 0) < 16 ? 'none' : { type, bytes: uint64(long, 0) };
}

async function isPadding(window: SlidingWindow, offset: number): Promise<boolean> {
  const rest = await window.view(offset, window.size - offset);
  return rest !== null && new Uint8Array(rest.buffer, rest.byteOffset, rest.byteLength).every((byte) => byte === 0);
}
