import type { ShownForm } from '../../contract/viewer-models.ts';
import { filmExtensions } from './film-extensions.ts';

/** Formats that Chromium draws itself. */
const drawn = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);

/**
 * Chromium holds four bytes for each pixel of a picture. A phone's 50 megapixels are 200 MB, which is enough; what is
 * larger is shrunk in the decoder's process.
 */
const mostDrawnPixels = 52_000_000;

/** Endings of names, with their dot, that no system takes for a program, a script or a shortcut. */
const photoExtensions =
  /^\.(?:jpe?g|jpe|jfif|png|gif|webp|hei[cf]s?|hif|avif|tiff?|bmp|ico|jxl|dng|cr[23w]|nef|nrw|arw|sr[2fw]|rw2|orf|pef|raf|mrw|x3f|3fr|iiq|erf|kdc|dcr|rwl|gpr|mef|mos|fff|raw|apng|mpo|jps|insp|insv|lrv|thm)$/iu;

/** Whether a file's name ends like that of a photo or film. */
export function isNamedAsMedia(path: string): boolean {
  const extension = /\.[^./]*$/u.exec(path)?.[0] ?? '';
  return photoExtensions.test(extension) || filmExtensions.test(extension);
}

/** How the window shows a file of this type and size in pixels. */
export function shownForm(mimeType: string, width: number | null, height: number | null): ShownForm {
  if (mimeType.startsWith('video/')) return 'film';
  if (!mimeType.startsWith('image/')) return 'nothing';
  const isLarge = (width ?? 0) * (height ?? 0) > mostDrawnPixels;
  return drawn.has(mimeType) && !isLarge ? 'original' : 'decoded';
}
