import type { FileEnd } from './file-end.ts';
import { isoEnd } from './iso-end.ts';
import { jpegEnd } from './jpeg-end.ts';
import type { MediaType } from './media-type.ts';
import type { RandomAccess } from './random-access.ts';
import { bmpEnd, gifEnd, matroskaEnd, pngEnd, riffEnd } from './simple-ends.ts';
import { windowOver } from './sliding-window.ts';

/**
 * Looks at the end of a photo or video whose transfer came to its end as far as the connection could tell: an answer
 * without a length, or with a wrong one, looks whole when it is not. What lies behind the proper end (trailers of
 * cameras, padding) is of no interest. Rejects when the source does.
 */
export async function endOf(source: RandomAccess, { container, mime }: MediaType): Promise<FileEnd> {
  const window = windowOver(source);
  switch (container) {
    case 'jpeg':
      return jpegEnd(window);
    case 'png':
      return pngEnd(window);
    case 'gif':
      return gifEnd(window);
    case 'webp':
    case 'avi':
      return riffEnd(window);
    case 'bmp':
      return bmpEnd(window);
    case 'heif':
      return isoEnd(window, ['meta', 'moov']);
    case 'quicktime':
    case 'canon-cr3':
      return isoEnd(window, ['moov']);
    case 'jxl':
      return isoEnd(window, ['jxlc', 'jxlp']);
    case 'video-other':
      return mime === 'video/webm' || mime === 'video/x-matroska' ? matroskaEnd(window) : { kind: 'unknown' };
    case 'tiff':
    case 'fuji-raf':
    case 'ico':
    case 'raw-other':
    case 'unknown':
      return { kind: 'unknown' };
  }
}
