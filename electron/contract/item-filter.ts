import * as z from 'zod';

/** Which items a run is about. What it leaves out is neither fetched nor given up: it waits for a run that wants it. */
export const itemFilterSchema = z
  .object({
    /** Globs of which one at least must match; none: everything is included. */
    include: z.array(z.string()).readonly(),
    /** Globs of which none may match. */
    exclude: z.array(z.string()).readonly(),
    /** Only what was taken at this moment or later (ISO 8601), and what nobody dates; null: from any time. */
    since: z.string().nullable(),
    /** Only what is in an album. */
    albumsOnly: z.boolean(),
  })
  .readonly();
export type ItemFilter = z.infer<typeof itemFilterSchema>;

/** The filter as people set it, for reports: `include "*.jpg", since 2024-01-01`. */
export function filterText({ include, exclude, since, albumsOnly }: ItemFilter): string {
  return [
    ...include.map((glob) => `include "${glob}"`),
    ...exclude.map((glob) => `exclude "${glob}"`),
    ...(since === null ? [] : [`since ${since.replace(/T00:00:00$/u, '')}`]),
    ...(albumsOnly ? ['albums only'] : []),
  ].join(', ');
}
