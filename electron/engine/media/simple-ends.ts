import { fourCharacters } from './byte-reader.ts';
import type { FileEnd } from './file-end.ts';
import type { SlidingWindow } from './sliding-window.ts';

/* Where files end whose form is simple: PNG, WebP and AVI, BMP, GIF, Matroska. */

const whole: FileEnd = { kind: 'whole' };
const unknown: FileEnd = { kind: 'unknown' };

function cutShort(detail: string): FileEnd {
  return { kind: 'cut-short', detail };
}

/** Follows the chunks of a PNG to the one that ends it (W3C PNG, 5.6). */
export async function pngEnd(window: SlidingWindow): Promise<FileEnd> {
  for (let offset = 8; ; ) {
    const head = await window.view(offset, 8);
    const end = offset + 12 + (head?.getUint32(0) ?? 0);
    if (head === null || end > window.size) return cutShort('The PNG has no end (IEND).');
    if (fourCharacters(head, 4) === 'IEND') return whole;
    offset = end;
  }
}

/** WebP and AVI say their length in the head (RIFF). An AVI that was never closed says none. */
export async function riffEnd(window: SlidingWindow): Promise<FileEnd> {
  const head = await window.view(4, 4);
  const length = head?.getUint32(0, true) ?? 0;
  if (length === 0 || length === 0xffff_ffff) return unknown;
  if (length + 8 <= window.size) return whole;
  return cutShort(`The file says that it has ${length + 8} bytes, and has ${window.size}.`);
}

/** A BMP says its length in the head, where programs that care about it write one. */
export async function bmpEnd(window: SlidingWindow): Promise<FileEnd> {
  const length = (await window.view(2, 4))?.getUint32(0, true) ?? 0;
  if (length === 0) return unknown;
  return length <= window.size ? whole : cutShort(`The BMP says ${length} bytes, and has ${window.size}.`);
}

const gifCut = cutShort('The GIF has no end (trailer).');
const gifHeadBytes = 13;

/** Follows the blocks of a GIF to its trailer (GIF89a, appendix A). */
export async function gifEnd(window: SlidingWindow): Promise<FileEnd> {
  const head = await window.view(0, gifHeadBytes);
  if (head === null) return gifCut;
  for (let offset = gifHeadBytes + colourTableBytes(head.getUint8(10)); ; ) {
    const introducer = (await window.view(offset, 1))?.getUint8(0);
    if (introducer === 0x3b) return whole;
    const blocksAt = await subBlocksAt(window, offset, introducer);
    const next = blocksAt === null ? null : await behindSubBlocks(window, blocksAt);
    if (next === null) return gifCut;
    offset = next;
  }
}

async function subBlocksAt(window: SlidingWindow, offset: number, introducer: number | undefined) {
  if (introducer === 0x21) return offset + 2;
  if (introducer !== 0x2c) return null;
  const image = await window.view(offset, 11);
  return image === null ? null : offset + 11 + colourTableBytes(image.getUint8(9));
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

async function behindSubBlocks(window: SlidingWindow, from: number): Promise<number | null> {
  for (let offset = from; ; ) {
    const length = (await window.view(offset, 1))?.getUint8(0);
    if (length === undefined) return null;
    offset += 1 + length;
    if (length === 0) return offset;
  }
}

/** Follows the elements at the top of a Matroska or WebM file (RFC 8794); those of unknown length end anywhere. */
export async function matroskaEnd(window: SlidingWindow): Promise<FileEnd> {
  for (let offset = 0; offset < window.size; ) {
    const id = await vintAt(window, offset);
    const length = id === null ? null : await vintAt(window, offset + id.bytes);
    if (id === null || length === null) return cutShort('The file ends in the middle of an element.');
    if (length.value === null) return unknown;
    offset += id.bytes + length.bytes + length.value;
    if (offset > window.size) return cutShort(`The file ends ${offset - window.size} bytes before an element does.`);
  }
  return whole;
}

/** A number of variable length; its value is null when it means "unknown". */
async function vintAt(window: SlidingWindow, offset: number) {
  const first = (await window.view(offset, 1))?.getUint8(0) ?? 0;
  const bytes = Math.clz32(first) - 23;
  const view = bytes > 8 ? null : await window.view(offset, bytes);
  if (view === null) return null;
  let value = first & (0xff >> bytes);
  let isUnknown = value === 0xff >> bytes;
  for (let at = 1; at < bytes; at += 1) {
    value = value * 256 + view.getUint8(at);
    isUnknown &&= view.getUint8(at) === 0xff;
  }
  return { bytes, value: isUnknown ? null : value };
}
