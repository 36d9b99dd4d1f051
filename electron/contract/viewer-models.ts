import * as z from 'zod';

/**
 * How the window shows a file: as it is; decoded elsewhere, because Chromium cannot read its format or it is very large;
 * as a film; or not at all.
 */
export const shownForms = ['original', 'decoded', 'film', 'nothing'] as const;
export type ShownForm = (typeof shownForms)[number];

/** How one stored photo or video is shown. */
export const photoViewSchema = z.object({
  shows: z.enum(shownForms),
  /** A clip of a second or two belongs to it: a live or motion photo. */
  hasMotion: z.boolean(),
});
export type PhotoView = z.infer<typeof photoViewSchema>;

/** The file itself, or the clip that belongs to a photo. */
export const mediaParts = ['original', 'motion'] as const;
export type MediaPart = (typeof mediaParts)[number];

/** Where the bytes of a photo or its clip lie. For main alone: the page knows ids. */
export const mediaBytesSchema = z.object({
  /** Relative to the destination, with forward slashes. */
  path: z.string(),
  start: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  mimeType: z.string(),
  /** Its name ends like that of a photo or film: the system runs nothing when it is opened. */
  isNamedAsMedia: z.boolean(),
});
export type MediaBytes = z.infer<typeof mediaBytesSchema>;

/** The longest poster of a film that the page may hand over, in bytes: a WebP of 400 pixels has a quarter of it. */
export const maxPosterBytes = 90_000;

/**
 * The longest picture of the coverage map that the page may hand over, in characters of base64. A century at twice the
 * size has some 300,000; how well Chromium packs a PNG differs from one version to the next.
 */
export const maxMapCharacters = 4_000_000;
