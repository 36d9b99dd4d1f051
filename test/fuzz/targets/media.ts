import { readEmbeddedPreview } from '../../../electron/engine/media/embedded-preview.ts';
import { judgeBytes, judgedBytes } from '../../../electron/engine/media/judge-bytes.ts';
import { type MediaTypeName, mediaTypes, sniffMedia } from '../../../electron/engine/media/media-type.ts';
import type { RandomAccess } from '../../../electron/engine/media/random-access.ts';
import { readFacts } from '../../../electron/engine/media/read-facts.ts';
import { decideTaken } from '../../../electron/engine/media/taken-date.ts';
import { heif, movie } from '../../unit/media/build/iso-media.ts';
import { fullExif, samples } from '../../unit/media/build/samples.ts';
import { tiff } from '../../unit/media/build/tiff.ts';
import { damagedBytes } from '../damage-bytes.ts';
import { type FuzzTarget, promise } from '../fuzz-target.ts';

const now = new Date('2026-11-01T00:00:00Z');
/** What one file may cost (see byte-reader.ts), for the facts and for the preview. */
const mostBytesRead = 2 * 9 * 1024 * 1024;

const [jpeg, tiffFile, heic, avif, mov] = ['jpeg', 'tiff', 'heic', 'avif', 'mov'].map(
  (name) => samples[name] ?? new Uint8Array(),
);

/** Readers of pictures and films: what they say about themselves, whatever they are named. */
export const fuzzTargets: readonly FuzzTarget[] = [
  mediaTarget('exif', ['jpeg', 'tiff', 'dng', 'cr2'], () => [
    jpeg ?? fullExif,
    tiffFile ?? fullExif,
    fullExif,
    tiff({ order: 'II', main: [[0x112, 'short', [3]]] }),
  ]),
  mediaTarget('iso-media', ['mov', 'mp4', 'm4v', 'cr3', 'threeGp'], () => [
    mov ?? fullExif,
    movie({ brand: 'isom', version: 0, created: 3_774_680_130n }),
    samples['cr3'] ?? fullExif,
  ]),
  mediaTarget('heic', ['heic', 'heif', 'avif'], () => [
    heic ?? fullExif,
    avif ?? fullExif,
    heif({ exif: fullExif, exifInMetadata: true }),
  ]),
  mediaTarget('pictures', ['jpeg', 'png', 'webp', 'gif', 'bmp', 'ico', 'jxl', 'raf', 'avi'], () =>
    ['jpeg', 'png', 'webp', 'gif', 'bmp', 'ico', 'jxl', 'raf', 'avi'].map((name) => samples[name] ?? fullExif),
  ),
];

function mediaTarget(name: string, types: readonly MediaTypeName[], files: () => readonly Uint8Array[]): FuzzTarget {
  return {
    name,
    open: async () => ({
      samples: files(),
      damage: damagedBytes,
      read: (input) => factsOf(input, types),
      close: async () => undefined,
    }),
  };
}

/** As every type that it may be taken for, and as the one that it is. */
async function factsOf(input: Uint8Array, types: readonly MediaTypeName[]): Promise<unknown> {
  const head = input.subarray(0, judgedBytes);
  const told: unknown[] = [];
  const own = sniffMedia(head);
  for (const type of [...types.map((name) => mediaTypes[name]), ...(own === null ? [] : [own])]) {
    const source = counted(input);
    const facts = await readFacts(source, type, now);
    const preview = await readEmbeddedPreview(source, type);
    promise(source.bytesRead() <= mostBytesRead, `${source.bytesRead()} bytes were read`);
    promise((preview?.jpeg.length ?? 0) <= input.length, 'a preview is larger than its file');
    const taken = decideTaken({ facts, apiCreatedAt: null, filename: 'IMG_0001.JPG' }, now);
    requireDate(taken.takenLocal);
    told.push([facts, taken, preview?.jpeg.length]);
  }
  const judged = judgeBytes({ head, contentType: 'image/jpeg', expectedMime: 'image/jpeg', length: input.length });
  return [told, judged];
}

/** A folder is named after it. */
function requireDate(local: string | null): void {
  if (local === null) return;
  promise(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(local), `${local} is no date`);
  promise(!Number.isNaN(Date.parse(`${local}Z`)), `${local} is on no calendar`);
}

function counted(bytes: Uint8Array): RandomAccess & { readonly bytesRead: () => number } {
  let total = 0;
  return {
    size: bytes.length,
    bytesRead: () => total,
    read: async (offset, length) => {
      promise(Number.isSafeInteger(offset) && offset >= 0 && offset <= bytes.length, `a read at ${offset}`);
      total += length;
      return bytes.subarray(offset, offset + length);
    },
  };
}
