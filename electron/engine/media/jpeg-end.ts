import type { FileEnd } from './file-end.ts';
import { type SlidingWindow, windowBytes } from './sliding-window.ts';

const endOfImage = 0xd9;
const startOfScan = 0xda;

const cutShort: FileEnd = { kind: 'cut-short', detail: 'The JPEG has no end (EOI).' };
const whole: FileEnd = { kind: 'whole' };

/**
 * Looks for the marker that ends the picture (ITU-T T.81, B.2.1). That of a thumbnail in the metadata does not count, and
 * what follows the right one (the video of a motion photo, a camera's trailer) does not matter.
 */
export async function jpegEnd(window: SlidingWindow): Promise<FileEnd> {
  const pictureAt = await startOfPicture(window);
  if (typeof pictureAt !== 'number') return pictureAt;
  const tail = await window.view(window.size - 2, 2);
  if (window.size - 2 >= pictureAt && tail?.getUint16(0) === 0xff00 + endOfImage) return whole;
  return scanForEnd(window, pictureAt);
}

/** Where the compressed picture begins: behind the head of the first scan. */
async function startOfPicture(window: SlidingWindow): Promise<number | FileEnd> {
  for (let offset = 2; ; ) {
    const head = await window.view(offset, 2);
    if (head === null || head.getUint8(0) !== 0xff) return cutShort;
    const marker = head.getUint8(1);
    if (marker === endOfImage) return whole;
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    const length = hasLength(marker) ? await window.view(offset + 2, 2) : null;
    if (length === null && hasLength(marker)) return cutShort;
    offset += 2 + (length?.getUint16(0) ?? 0);
    if (marker === startOfScan) return offset;
  }
}

/** Restart markers and TEM stand alone (B.1.1.3). */
function hasLength(marker: number): boolean {
  return marker !== 0x01 && !(marker >= 0xd0 && marker <= 0xd8);
}

async function scanForEnd(window: SlidingWindow, pictureAt: number): Promise<FileEnd> {
  for (let offset = pictureAt; ; ) {
    const found = await nextMarker(window, offset);
    if (found === null) return cutShort;
    if (found.marker === endOfImage) return whole;
    // Between the scans of a progressive picture stand tables, whose bytes may look like markers.
    const length = await window.view(found.offset + 2, 2);
    if (length === null) return cutShort;
    offset = found.offset + 2 + (hasLength(found.marker) ? length.getUint16(0) : 0);
  }
}

/** The next marker from `from` on that is not part of the compressed picture (stuffed zeros, restarts). */
async function nextMarker(window: SlidingWindow, from: number) {
  for (let offset = from; ; ) {
    const length = Math.min(windowBytes, window.size - offset);
    if (length < 2) return null;
    const view = await window.view(offset, length);
    if (view === null) return null;
    const bytes = Buffer.from(view.buffer, view.byteOffset, length);
    for (let at = bytes.indexOf(0xff); at !== -1 && at + 1 < length; at = bytes.indexOf(0xff, at + 1)) {
      const marker = bytes.readUInt8(at + 1);
      if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7))
        return { offset: offset + at, marker };
    }
    // The last byte may be the first half of a marker.
    offset += length - 1;
  }
}
