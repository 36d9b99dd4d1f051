import * as z from 'zod';

/** What can be decoded: the name of the decoder that is asked, never a guess from the bytes. */
export const decodableFormats = ['jpeg', 'png', 'gif', 'webp', 'tiff', 'avif', 'heic'] as const;
export type DecodableFormat = (typeof decodableFormats)[number];

/** What is made of a picture: a small one for the grid (WebP), or a large one for the viewer (JPEG). */
export const decodedForms = ['thumbnail', 'view'] as const;
export type DecodedForm = (typeof decodedForms)[number];

/** A picture to decode. */
export const decodeRequestSchema = z.object({
  /** An absolute path, or the picture itself. */
  source: z.union([z.string(), z.instanceof(Uint8Array)]),
  format: z.enum(decodableFormats),
  /** How the picture must be turned (EXIF orientation); null: as the picture itself says. */
  orientation: z.int().min(1).max(8).nullable(),
  /** Of the square, in pixels, that the result fits into. It is never larger than the picture. */
  size: z.int().min(1).max(8_192),
  form: z.enum(decodedForms),
});
export type DecodeRequest = z.infer<typeof decodeRequestSchema>;

/** What became of a picture. */
export const decodeOutcomeSchema = z.discriminatedUnion('kind', [
  /** A WebP or, as a view, a JPEG; upright and without metadata. */
  z.object({
    kind: z.literal('picture'),
    bytes: z.instanceof(Uint8Array),
    width: z.int().positive(),
    height: z.int().positive(),
  }),
  /** Damaged, too large, or of a kind that the decoder does not know. */
  z.object({ kind: z.literal('undecodable') }),
  /** It ended its decoder. */
  z.object({ kind: z.literal('crashed') }),
  /** It took longer than a picture may, and its decoder was ended. */
  z.object({ kind: z.literal('timed-out') }),
  /** Nothing is known of the picture: there is no decoder, or the file could not be read. Another time it may work. */
  z.object({ kind: z.literal('unavailable') }),
]);
export type DecodeOutcome = z.infer<typeof decodeOutcomeSchema>;

/** Decodes pictures somewhere else, so that a picture can end nothing but its decoder. */
export interface PictureDecoder {
  /** Never rejects. */
  readonly decode: (request: DecodeRequest) => Promise<DecodeOutcome>;
}

/** For programs that show no pictures. */
export const noDecoder: PictureDecoder = { decode: async () => ({ kind: 'unavailable' }) };

/** Messages from main to the decoder process. */
export const toDecoderSchema = z.object({ id: z.int(), request: decodeRequestSchema });
export type ToDecoder = z.infer<typeof toDecoderSchema>;

/** Messages from the decoder process to main: one answer per request, in any order. */
export const fromDecoderSchema = z.object({ id: z.int(), outcome: decodeOutcomeSchema });
export type FromDecoder = z.infer<typeof fromDecoderSchema>;
