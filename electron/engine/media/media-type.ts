import { filmExtensions } from './film-extensions.ts';
import { sniffIsoMedia } from './sniff-iso-media.ts';
import { sniffMpeg } from './sniff-mpeg.ts';
import { sniffTiff } from './sniff-tiff.ts';

// Why not the package file-type: it answers only asynchronously, costs 40 ms to load, unpacks archives on the way, and
// knows neither the raw files of Pentax and Samsung nor TIFF with its directory last. The tests compare the two.

/** How the bytes are laid out, which decides who can read facts from them. */
export type MediaContainer =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'heif'
  | 'tiff'
  | 'canon-cr3'
  | 'fuji-raf'
  | 'bmp'
  | 'ico'
  | 'jxl'
  | 'raw-other'
  | 'quicktime'
  | 'avi'
  | 'video-other'
  | 'unknown';

/** What a file is, judged by its bytes alone. `extension` has no dot and is lower case. */
export interface MediaType {
  readonly mime: string;
  readonly extension: string;
  readonly kind: 'photo' | 'video';
  readonly container: MediaContainer;
}

function photo(container: MediaContainer, mime: string, extension: string): MediaType {
  return { mime, extension, kind: 'photo', container };
}

function video(container: MediaContainer, mime: string, extension: string): MediaType {
  return { mime, extension, kind: 'video', container };
}

/** Every type that Google Photos stores, or stored once. */
export const mediaTypes = {
  jpeg: photo('jpeg', 'image/jpeg', 'jpg'),
  png: photo('png', 'image/png', 'png'),
  gif: photo('gif', 'image/gif', 'gif'),
  webp: photo('webp', 'image/webp', 'webp'),
  heic: photo('heif', 'image/heic', 'heic'),
  heif: photo('heif', 'image/heif', 'heif'),
  avif: photo('heif', 'image/avif', 'avif'),
  tiff: photo('tiff', 'image/tiff', 'tif'),
  dng: photo('tiff', 'image/x-adobe-dng', 'dng'),
  cr2: photo('tiff', 'image/x-canon-cr2', 'cr2'),
  nef: photo('tiff', 'image/x-nikon-nef', 'nef'),
  arw: photo('tiff', 'image/x-sony-arw', 'arw'),
  rw2: photo('tiff', 'image/x-panasonic-rw2', 'rw2'),
  orf: photo('tiff', 'image/x-olympus-orf', 'orf'),
  srw: photo('tiff', 'image/x-samsung-srw', 'srw'),
  pef: photo('tiff', 'image/x-pentax-pef', 'pef'),
  cr3: photo('canon-cr3', 'image/x-canon-cr3', 'cr3'),
  raf: photo('fuji-raf', 'image/x-fuji-raf', 'raf'),
  crw: photo('raw-other', 'image/x-canon-crw', 'crw'),
  mrw: photo('raw-other', 'image/x-minolta-mrw', 'mrw'),
  x3f: photo('raw-other', 'image/x-sigma-x3f', 'x3f'),
  bmp: photo('bmp', 'image/bmp', 'bmp'),
  ico: photo('ico', 'image/x-icon', 'ico'),
  jxl: photo('jxl', 'image/jxl', 'jxl'),
  mp4: video('quicktime', 'video/mp4', 'mp4'),
  mov: video('quicktime', 'video/quicktime', 'mov'),
  m4v: video('quicktime', 'video/x-m4v', 'm4v'),
  threeGp: video('quicktime', 'video/3gpp', '3gp'),
  threeG2: video('quicktime', 'video/3gpp2', '3g2'),
  avi: video('avi', 'video/x-msvideo', 'avi'),
  webm: video('video-other', 'video/webm', 'webm'),
  mkv: video('video-other', 'video/x-matroska', 'mkv'),
  mpg: video('video-other', 'video/mpeg', 'mpg'),
  ts: video('video-other', 'video/mp2t', 'ts'),
  m2ts: video('video-other', 'video/mp2t', 'm2ts'),
  wmv: video('video-other', 'video/x-ms-wmv', 'wmv'),
  flv: video('video-other', 'video/x-flv', 'flv'),
} as const satisfies Readonly<Record<string, MediaType>>;

const extensions: ReadonlyMap<string, string> = new Map(
  Object.values(mediaTypes)
    .toReversed()
    .map(({ mime, extension }) => [mime, extension]),
);

/** The name of one entry of {@link mediaTypes}. */
export type MediaTypeName = keyof typeof mediaTypes;

/** A format that is known by fixed bytes. Each part is [offset, bytes as Latin-1 text]. */
interface Signature {
  readonly type: MediaTypeName;
  readonly parts: readonly (readonly [offset: number, text: string])[];
}

const signatures: readonly Signature[] = [
  { type: 'jpeg', parts: [[0, '\xff\xd8\xff']] },
  { type: 'png', parts: [[0, '\x89PNG\r\n\x1a\n']] },
  { type: 'gif', parts: [[0, 'GIF87a']] },
  { type: 'gif', parts: [[0, 'GIF89a']] },
  // biome-ignore format: one signature a line
  { type: 'webp', parts: [[0, 'RIFF'], [8, 'WEBP']] },
  // biome-ignore format: one signature a line
  { type: 'avi', parts: [[0, 'RIFF'], [8, 'AVI ']] },
  { type: 'jxl', parts: [[0, '\xff\x0a']] },
  { type: 'jxl', parts: [[0, '\0\0\0\x0cJXL \r\n\x87\n']] },
  { type: 'raf', parts: [[0, 'FUJIFILMCCD-RAW ']] },
  { type: 'crw', parts: [[0, 'II\x1a\0\0\0HEAPCCDR']] },
  { type: 'mrw', parts: [[0, '\0MRM']] },
  { type: 'x3f', parts: [[0, 'FOVb']] },
  { type: 'wmv', parts: [[0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c']] },
  { type: 'flv', parts: [[0, 'FLV\x01']] },
];

/**
 * Names the type of a photo or video by its first bytes (4 KB are enough for every format; fewer may be all there is).
 * Neither a file name nor a Content-Type is asked. Null for everything else: web pages, JSON, text, SVG, archives.
 */
export function sniffMedia(head: Uint8Array): MediaType | null {
  const name = sniffName(head);
  return name === null ? null : mediaTypes[name];
}

/** The type of what is somebody's photo or film although nobody knows its format: by its name, of which all is kept. */
export function unknownMedia(filename: string): MediaType {
  const isFilm = filmExtensions.test(/\.[^.]*$/.exec(filename)?.[0] ?? '');
  return {
    mime: isFilm ? 'video/x-unknown' : 'application/octet-stream',
    extension: '',
    kind: isFilm ? 'video' : 'photo',
    container: 'unknown',
  };
}

/** The usual extension of a type, without a dot; empty for types that nobody knows. */
export function extensionOf(mime: string): string {
  return extensions.get(mime) ?? '';
}

function sniffName(head: Uint8Array): MediaTypeName | null {
  const signature = signatures.find(({ parts }) => parts.every(([offset, text]) => holdsText(head, offset, text)));
  if (signature !== undefined) return signature.type;
  return sniffTiff(head) ?? sniffIsoMedia(head) ?? sniffMatroska(head) ?? sniffMpeg(head) ?? sniffWindowsImage(head);
}

function holdsText(head: Uint8Array, offset: number, text: string): boolean {
  if (offset + text.length > head.length) return false;
  for (let index = 0; index < text.length; index += 1) {
    if (head[offset + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/** Matroska says in its EBML head whether it is WebM; the head is a few dozen bytes long. */
function sniffMatroska(head: Uint8Array): 'webm' | 'mkv' | null {
  if (!holdsText(head, 0, '\x1a\x45\xdf\xa3')) return null;
  const ebmlHead = Buffer.from(head.subarray(0, 64)).toString('latin1');
  if (ebmlHead.includes('webm')) return 'webm';
  return ebmlHead.includes('matroska') ? 'mkv' : null;
}

const bmpHeaderSizes = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** BMP and ICO have next to no signature ("BM", "00 00 01 00"), so their next fields must make sense too. */
function sniffWindowsImage(head: Uint8Array): 'bmp' | 'ico' | null {
  if (head.length < 22) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (holdsText(head, 0, 'BM')) return bmpHeaderSizes.has(view.getUint32(14, true)) ? 'bmp' : null;
  if (!holdsText(head, 0, '\0\0\x01\0')) return null;
  const images = view.getUint16(4, true);
  const firstImage = view.getUint32(18, true);
  return images > 0 && head[9] === 0 && firstImage >= 6 + images * 16 ? 'ico' : null;
}
