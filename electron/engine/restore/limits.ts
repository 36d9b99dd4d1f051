import type { UnacceptedReason } from '../../contract/restore-models.ts';

// What Google takes, see docs/GOOGLE.md, uploads.

/** Items of one `batchCreate`, of one addition to an album, and of one look at items. */
export const batchSize = 50;

/** Items that are made at once where a day has so many requests: the last of them makes what all others have uploaded. */
export function batchFor(requestsPerDay: number): number {
  return Math.max(1, Math.min(batchSize, requestsPerDay - 1));
}

/** Items that an album takes. */
const albumSize = 20_000;
/** Items on a page of an album. */
export const pageSize = 100;
const longestTitle = 500;
const longestDescription = 999;
const longestName = 255;
/** A file of more bytes is uploaded so that it can be continued where it broke off, which takes one more request. */
export const resumableFrom = 8 * 1024 * 1024;
/** Google says "200 MB" and "20 GB". */
const largestPhoto = 200_000_000;
const largestFilm = 20_000_000_000;

const photoTypes = new Set([
  ...['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/heic', 'image/heif', 'image/avif', 'image/bmp'],
  ...['image/x-icon', 'image/tiff', 'image/x-adobe-dng', 'image/x-canon-cr2', 'image/x-canon-cr3', 'image/x-nikon-nef'],
  ...['image/x-sony-arw', 'image/x-panasonic-rw2', 'image/x-olympus-orf', 'image/x-fuji-raf', 'image/x-pentax-pef'],
  ...['image/x-samsung-srw', 'image/x-canon-crw'],
]);
const filmTypes = new Set([
  ...['video/mp4', 'video/quicktime', 'video/x-m4v', 'video/3gpp', 'video/3gpp2', 'video/x-msvideo', 'video/mpeg'],
  ...['video/x-matroska', 'video/mp2t', 'video/x-ms-wmv'],
]);

/** Why Google Photos does not take a file; null when it does. */
export function whyUnaccepted(mime: string, bytes: number): UnacceptedReason | null {
  if (photoTypes.has(mime)) return bytes > largestPhoto ? 'photo-too-large' : null;
  if (filmTypes.has(mime)) return bytes > largestFilm ? 'film-too-large' : null;
  return 'type';
}

/** The items of an album, in as many parts as Google needs for them. */
export function* albumParts<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += albumSize) yield items.slice(from, from + albumSize);
}

/** A description as Google takes it. */
export function fittingDescription(text: string | null): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : shortened(trimmed, longestDescription);
}

/** The title of one part of an album, from 1, as Google takes it. */
export function fittingTitle(title: string, part: number): string {
  const suffix = part === 1 ? '' : ` (${part})`;
  const trimmed = title.trim() === '' ? 'Album' : title.trim();
  return shortened(trimmed, longestTitle - suffix.length) + suffix;
}

/** A file name as Google takes it: short enough, and with an ending that it knows for the clip of a motion photo. */
export function fittingName(name: string): string {
  const known = name.replace(/\.(?:mp|mv)$/i, '.mp4');
  if (known.length <= longestName) return known;
  const ending = /\.[^.]{1,10}$/.exec(known)?.[0] ?? '';
  return shortened(known.slice(0, known.length - ending.length), longestName - ending.length) + ending;
}

/** At most so many UTF-16 units, without half a character at the end. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
