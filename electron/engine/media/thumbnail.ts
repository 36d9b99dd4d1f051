import { open } from 'node:fs/promises';
import type { DecodableFormat, DecodeOutcome, PictureDecoder } from '../../contract/picture-decoder.ts';
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

/** What {@link makeThumbnail} is given. */
export interface ThumbnailOptions {
  /** Of the square that the thumbnail fits into, in pixels. */
  readonly size: number;
  readonly decoder: PictureDecoder;
}

/** What {@link makeThumbnail} comes to. */
export type MadeThumbnail = Thumbnail | 'too-slow' | null;

const headLength = 4096;

/**
 * Makes a thumbnail of a photo that fits into a square of `size` pixels and is never larger than the photo. Null when the
 * file holds no picture that can be decoded: videos, what is damaged, and raw files without an embedded preview.
 * 'too-slow' when decoding took longer than a picture may: it may be the machine that is busy, so another time it may work.
 * `file-missing` when there is no file, `interrupted` when there is no decoder at the moment, `internal` when the file
 * cannot be read. Never throws.
 */
export async function makeThumbnail(file: string, options: ThumbnailOptions): Promise<Result<MadeThumbnail>> {
  try {
    await using handle = await open(file, 'r');
    const access = fileAccess(handle, (await handle.stat()).size);
    const type = sniffMedia(await access.read(0, headLength));
    if (type === null || type.kind === 'video') return ok(null);
    return thumbnailOf(await decode(file, access, type, options));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return failed(isMissing ? problem('file-missing', { subject: file }) : problemOf(error));
  }
}

/** The picture itself, or else the preview that came with it. */
async function decode(
  file: string,
  access: RandomAccess,
  type: MediaType,
  { size, decoder }: ThumbnailOptions,
): Promise<DecodeOutcome> {
  const format = formatOf(type);
  const whole = format === null ? undecodable : await decoder.decode({ source: file, format, orientation: null, size });
  if (whole.kind === 'picture' || whole.kind === 'unavailable') return whole;
  const preview = await readEmbeddedPreview(access, type);
  if (preview === null) return whole;
  const orientation = preview.orientation >= 1 && preview.orientation <= 8 ? preview.orientation : 1;
  const source = new Uint8Array(preview.jpeg);
  const small = await decoder.decode({ source, format: 'jpeg', orientation, size });
  // A damaged preview says nothing of a picture that only took too long.
  return whole.kind === 'timed-out' && small.kind !== 'picture' ? whole : small;
}

const undecodable: DecodeOutcome = { kind: 'undecodable' };

/** Null when nobody decodes it. */
function formatOf({ container, mime }: MediaType): DecodableFormat | null {
  switch (container) {
    case 'jpeg':
    case 'png':
    case 'gif':
    case 'webp':
      return container;
    case 'heif':
      return mime === 'image/avif' ? 'avif' : 'heic';
    case 'tiff':
      return mime === 'image/tiff' ? 'tiff' : null;
    default:
      return null;
  }
}

function thumbnailOf(outcome: DecodeOutcome): Result<MadeThumbnail> {
  switch (outcome.kind) {
    case 'picture': {
      const { bytes, width, height } = outcome;
      return ok({ bytes, mime: 'image/webp', width, height });
    }
    case 'unavailable':
      return failed(problem('interrupted'));
    case 'timed-out':
      return ok('too-slow');
    default:
      // Damaged, or too large to decode: it has no thumbnail, which is all that there is to say.
      return ok(null);
  }
}
