import { open } from 'node:fs/promises';
import type { Sharp, SharpOptions } from 'sharp';
import { problem, problemOf } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { readEmbeddedPreview } from './embedded-preview.ts';
import { type MediaType, sniffMedia } from './media-type.ts';
import { fileAccess, type RandomAccess } from './random-access.ts';

/** A small picture for the screen, upright, without metadata. */
export interface Thumbnail {
  readonly bytes: Uint8Array;
  readonly mime: 'image/webp';
  readonly width: number;
  readonly height: number;
}

/** 200 megapixels are the most that phones take; anything above is a panorama, or made to exhaust the memory. */
const mostPixels = 400_000_000;
const mostSeconds = 20;
const quality = 75;
const headLength = 4096;

/**
 * Makes a thumbnail of a photo that fits into a square of `size` pixels and is never larger than the photo. Null when the
 * file holds no picture that can be decoded here: videos, and HEIC and raw files without an embedded preview (the decoder
 * has no HEVC, for patent reasons). `file-missing` when there is no file, `internal` when it cannot be read. Never throws.
 */
export async function makeThumbnail(
  file: string,
  options: { readonly size: number },
): Promise<Result<Thumbnail | null>> {
  try {
    await using handle = await open(file, 'r');
    const access = fileAccess(handle, (await handle.stat()).size);
    const type = sniffMedia(await access.read(0, headLength));
    if (type === null || type.kind === 'video') return ok(null);
    return ok(await decode(file, access, type, options.size));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return failed(isMissing ? problem('file-missing', { subject: file }) : problemOf(error));
  }
}

async function decode(file: string, access: RandomAccess, type: MediaType, size: number): Promise<Thumbnail | null> {
  // Loaded on first use: the command line never needs it, and it takes longer to load than most commands to run.
  const { default: sharp } = await import('sharp');
  const limits: SharpOptions = { limitInputPixels: mostPixels, sequentialRead: true, failOn: 'none' };
  if (isDecodable(type)) {
    const thumbnail = await shrink(sharp(file, limits).autoOrient(), size);
    if (thumbnail !== null) return thumbnail;
  }
  const preview = await readEmbeddedPreview(access, type);
  return preview === null ? null : shrink(turn(sharp(preview.jpeg, limits), preview.orientation), size);
}

function isDecodable({ container, mime }: MediaType): boolean {
  if (container === 'heif') return mime === 'image/avif';
  if (container === 'tiff') return mime === 'image/tiff';
  return container === 'jpeg' || container === 'png' || container === 'gif' || container === 'webp';
}

async function shrink(picture: Sharp, size: number): Promise<Thumbnail | null> {
  try {
    const { data, info } = await picture
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: mostSeconds })
      .webp({ quality })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, mime: 'image/webp', width: info.width, height: info.height };
  } catch {
    // Damaged, too large or too slow to decode: it has no thumbnail, which is all that there is to say.
    return null;
  }
}

/** A preview has no orientation of its own. Mirroring comes before turning, whatever the order of the calls. */
function turn(picture: Sharp, orientation: number): Sharp {
  const mirrored = [2, 4, 5, 7].includes(orientation) ? picture.flop() : picture;
  if (orientation === 3 || orientation === 4) return mirrored.rotate(180);
  if (orientation === 6 || orientation === 7) return mirrored.rotate(90);
  return orientation === 5 || orientation === 8 ? mirrored.rotate(270) : mirrored;
}
