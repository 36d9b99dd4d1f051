import * as z from 'zod';
import { gridPhotoSchema } from './desktop-models.ts';

/**
 * A part of a list around one photo, `reach` on either side. A list may have changed since it was shown: the photo is
 * found by its id, and when it has gone from the list, its neighbours are by where it stood in the order.
 */
export const photosAroundQuery = {
  /** Null for whatever stands at `place`. */
  photo: z.object({ id: z.int(), takenLocal: z.string().nullable() }).nullable(),
  /** How many stood before it when it was last seen. */
  place: z.int().nonnegative(),
  reach: z.int().min(1).max(200),
};
const aroundSchema = z.object(photosAroundQuery);
export type PhotosAroundQuery = z.infer<typeof aroundSchema>;
/** A photo as a key of the gallery's order. */
export type PhotoKey = NonNullable<PhotosAroundQuery['photo']>;

/** What lies there now. */
export const photosAroundSchema = z.object({
  total: z.int().nonnegative(),
  /** How many stand before the photo now, or would. */
  place: z.int().nonnegative(),
  /** Whether the photo itself is still in the list. */
  isThere: z.boolean(),
  /** How many stand before the first of `photos`. */
  first: z.int().nonnegative(),
  photos: z.array(gridPhotoSchema),
});
export type PhotosAround = z.infer<typeof photosAroundSchema>;
