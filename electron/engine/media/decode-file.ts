import { open } from 'node:fs/promises';
import type { DecodableFormat, DecodedForm, DecodeOutcome, PictureDecoder } from '../../contract/picture-decoder.ts';
import { problem, problemOf } from '../../contract/problem.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { readEmbeddedPreview } from './embedded-preview.ts';
import { type MediaType, sniffMedia } from './media-type.ts';
import { fileAccess, type RandomAccess } from './random-access.ts';

/** What {@link decodeFile} is given. */
export interface DecodeOptions {
  /** Of the square that the result fits into, in pixels. */
  readonly size: number;
  readonly form: DecodedForm;
  readonly decoder: PictureDecoder;
}

const headLength = 4096;
const undecodable: DecodeOutcome = { kind: 'undecodable' };

/**
 * Decodes the picture of a photo's file, or else the preview that a camera put beside it; `undecodable` for films and for
 * what nobody here decodes. Problems: `file-missing`, `internal` when the file cannot be read. Never throws.
 */
export async function decodeFile(file: string, options: DecodeOptions): Promise<Result<DecodeOutcome>> {
  try {
    await using handle = await open(file, 'r');
    const access = fileAccess(handle, (await handle.stat()).size);
    const type = sniffMedia(await access.read(0, headLength));
    if (type === null || type.kind === 'video') return ok(undecodable);
    return ok(await decode(file, access, type, options));
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
  { size, form, decoder }: DecodeOptions,
): Promise<DecodeOutcome> {
  const format = formatOf(type);
  const whole =
    format === null ? undecodable : await decoder.decode({ source: file, format, orientation: null, size, form });
  if (whole.kind === 'picture' || whole.kind === 'unavailable') return whole;
  const preview = await readEmbeddedPreview(access, type);
  if (preview === null) return whole;
  const orientation = preview.orientation >= 1 && preview.orientation <= 8 ? preview.orientation : 1;
  const source = new Uint8Array(preview.jpeg);
  const small = await decoder.decode({ source, format: 'jpeg', orientation, size, form });
  // A damaged preview says nothing of a picture that only took too long.
  return whole.kind === 'timed-out' && small.kind !== 'picture' ? whole : small;
}

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
