import * as z from 'zod';

/** What in the backup folder can be found missing or damaged. `album`: a folder below Albums; `sums`: the checksum list. */
export const findingThings = ['photo', 'sidecar', 'album', 'sums'] as const;
export type FindingThing = (typeof findingThings)[number];

/** `cut`: shorter than it was stored. `changed`: other content. `unreadable`: the system refuses to read it. */
export const findingFaults = ['missing', 'cut', 'changed', 'unreadable'] as const;
export type FindingFault = (typeof findingFaults)[number];

/** One thing that is missing or damaged in the backup folder, and is not mended yet. */
export const findingSchema = z.object({
  thing: z.enum(findingThings),
  fault: z.enum(findingFaults),
  /** Relative to the destination, with forward slashes. */
  path: z.string(),
  /** What exactly was seen, such as how many entries of an album are gone. */
  detail: z.string().optional(),
  /** Another program may have saved it on purpose: it has a later time, and is not only cut off. */
  mayBeEdit: z.literal(true).optional(),
  /** When it was found first and last, ISO 8601. */
  since: z.iso.datetime(),
  seenAt: z.iso.datetime(),
});
export type Finding = z.infer<typeof findingSchema>;

const count = z.int().nonnegative();

/** How much is missing or damaged. */
export const findingCountsSchema = z.object({
  total: count,
  /** When the oldest of them was found, ISO 8601; null without any. */
  since: z.iso.datetime().nullable(),
  things: z.record(z.enum(findingThings), count),
  faults: z.record(z.enum(findingFaults), count),
});
export type FindingCounts = z.infer<typeof findingCountsSchema>;

/** Without any finding. */
export const noFindings: FindingCounts = {
  total: 0,
  since: null,
  things: { photo: 0, sidecar: 0, album: 0, sums: 0 },
  faults: { missing: 0, cut: 0, changed: 0, unreadable: 0 },
};
