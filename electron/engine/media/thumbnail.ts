import type { DecodeOutcome, PictureDecoder } from '../../contract/picture-decoder.ts';
import { problem } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { decodeFile } from './decode-file.ts';

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

/**
 * Makes a thumbnail of a photo that fits into a square of `size` pixels and is never larger than the photo. Null when the
 * file holds no picture that can be decoded: videos, what is damaged, and raw files without an embedded preview.
 * 'too-slow' when decoding took longer than a picture may: it may be the machine that is busy, so another time it may work.
 * `file-missing` when there is no file, `interrupted` when there is no decoder at the moment, `internal` when the file
 * cannot be read. Never throws.
 */
export async function makeThumbnail(file: string, options: ThumbnailOptions): Promise<Result<MadeThumbnail>> {
  const decoded = await decodeFile(file, { ...options, form: 'thumbnail' });
  return decoded.ok ? thumbnailOf(decoded.value) : decoded;
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
