import * as z from 'zod';
import { problemSchema } from './problem.ts';

/*
 * What the engine tells of exports: their parts, entries, kinds and states, and how details were matched.
 * Long because the schemas are made of each other.
 */

const instant = z.iso.datetime();
const count = z.int().nonnegative();

/**
 * What became of a part of an export. `arrived`: its list of entries is known, its photos are not all in the backup yet.
 * `imported`: every entry has its final state. `broken`: it cannot be read, or not to its end. `replaced`: a whole part
 * of the same number took its place.
 */
export const partStates = ['arrived', 'imported', 'broken', 'replaced'] as const;
export type PartState = (typeof partStates)[number];

/** How a part lies on the disk: an archive, extracted by a person, or a single file that is larger than an archive. */
export const partFormats = ['zip', 'tgz', 'folder', 'file'] as const;
export type PartFormat = (typeof partFormats)[number];

/**
 * Every entry of every part is in exactly one of these states. `stored`: its bytes came into the backup through this
 * entry. `duplicate`: the same bytes were there already. `pending`: not reached yet, the only state that does not last.
 */
export const entryStates = [
  'stored',
  'duplicate',
  'sidecar',
  'album-metadata',
  'other-json',
  'other',
  'trash',
  'refused',
  'failed',
  'pending',
] as const;
export type EntryState = (typeof entryStates)[number];

/** How many entries are in each state. The identity: the sum is the number of entries listed. */
export const entryCountsSchema = z.record(z.enum(entryStates), count);
export type EntryCounts = z.infer<typeof entryCountsSchema>;

/** How sure it is that a sidecar speaks of a photo. `doubtful`: nothing was taken from it, and the photo is listed. */
export const matchConfidences = ['certain', 'likely', 'doubtful', 'none'] as const;
export type MatchConfidence = (typeof matchConfidences)[number];

/** What a media entry is among those around it: `edited` and `motion-clip` share the sidecar of their picture. */
export const takeoutMediaKinds = ['photo', 'video', 'edited', 'motion-clip'] as const;
export type TakeoutMediaKind = (typeof takeoutMediaKinds)[number];

/** Why a time zone is what it is; the order is the order of trust. */
export const zoneReasons = ['place', 'exif', 'camera-clock', 'neighbour', 'default', 'none'] as const;
export type ZoneReason = (typeof zoneReasons)[number];

/** One part of an export that has been seen. */
export const exportPartSchema = z.object({
  id: z.int(),
  /** File name of the archive, or name of the extracted folder. */
  name: z.string(),
  /** From its name, 1 for the first; null for an extracted folder whose name has none. */
  number: z.int().nullable(),
  format: z.enum(partFormats),
  /** Where it was seen last; it may have been moved or removed since. */
  path: z.string(),
  bytes: count,
  entries: count,
  state: z.enum(partStates),
  /** Why it is `broken`. */
  problem: problemSchema.nullable(),
  arrivedAt: instant,
  importedAt: instant.nullable(),
  counts: entryCountsSchema,
});
export type ExportPart = z.infer<typeof exportPartSchema>;

/**
 * How far an export has come. `receiving`: not all that was given is taken in yet. `incomplete`: something of it is known
 * to be missing. `losses`: all of it came, but not every file could be exported or stored. `unproven`: nothing is known to
 * be missing, but no index says what should be there. `complete`: every file of its index and of its parts is stored or
 * deliberately left out.
 */
export const exportStates = ['receiving', 'incomplete', 'losses', 'unproven', 'complete'] as const;
export type ExportState = (typeof exportStates)[number];

/** What an export holds of the account: everything, what is new since the one before, or nobody knows. */
export const exportKinds = ['full', 'incremental', 'unknown'] as const;
export type ExportKind = (typeof exportKinds)[number];

/**
 * What tells the kind of an export. Full: `first-and-old` (no earlier one is known, and most of it was uploaded long before
 * it was made), `holds-earlier` (it holds what earlier ones held). Incremental: `follows` (it came one interval after
 * another one), `new-uploads` (most of it was uploaded after the one before). Unknown: `no-years` (it has albums alone),
 * `years-left-out` (years are lacking that an earlier one has), `only-recent` (the first one known, but most of it is new: it
 * may follow on one that was never given), `part-of-library` (much of it came before, and nothing says that it followed), `nothing-tells`.
 */
export const exportKindReasons = [
  'first-and-old',
  'holds-earlier',
  'follows',
  'new-uploads',
  'no-years',
  'years-left-out',
  'only-recent',
  'part-of-library',
  'nothing-tells',
] as const;
export type ExportKindReason = (typeof exportKindReasons)[number];

/**
 * A file that an export lacks. `not-come`: no part holds it. `failed-at-google`: Google could not export it.
 * `not-stored`: it came, and could not be stored.
 */
export const lackingFileSchema = z.object({
  why: z.enum(['not-come', 'failed-at-google', 'not-stored']),
  path: z.string(),
  /** Why, where somebody says so: Google in the language of the export, or the title of a problem. */
  reason: z.string().nullable(),
});
export type LackingFile = z.infer<typeof lackingFileSchema>;

/** One export: all parts that share the time in their names. */
export const exportSummarySchema = z.object({
  /** As in the names of its parts, such as `20260301T120000Z`; `folder-…` for extracted folders and renamed
   * archives, which bear none: these are known by what they hold. */
  stamp: z.string(),
  /** When Google made it; null where the names do not say. */
  exportedAt: instant.nullable(),
  /** Until when Google offers its parts for download: 7 days after it was made. */
  downloadUntil: instant.nullable(),
  firstSeenAt: instant,
  parts: z.array(exportPartSchema),
  /**
   * Numbers of parts that are known to exist and have not arrived: those below the highest number seen. Google tells
   * nobody how many parts there are: only the index tells of a missing last part. Empty once the index shows that nothing is
   * missing.
   */
  missingParts: z.array(z.int().positive()),
  /** The account that was exported: its e-mail address, where the index shows it or a person named it. */
  account: z.string().nullable(),
  kind: z.enum(exportKinds),
  /** Null before the first review. */
  kindReason: z.enum(exportKindReasons).nullable(),
  /** What was uploaded until then is in it: when it was made, or the newest time inside. Null when neither is known. */
  coversUntil: instant.nullable(),
  /** It does not tell whose it is, and a later full export holds what it holds: it decides nothing any more. */
  isSuperseded: z.boolean(),
  state: z.enum(exportStates),
  /** The state is `complete`. */
  complete: z.boolean(),
  /** The page that lists what the export holds; Google failed to export some of what it lists. */
  index: z.object({
    read: z.boolean(),
    /** A page came and could not be read. */
    unreadable: z.boolean(),
    listed: count,
    failedAtGoogle: count,
  }),
  /** Photos and videos of it that are in the backup. */
  stored: count,
  /** Files that are no photos, or lie in the trash. */
  leftOut: count,
  /** Files that have not come, by name; without an index also parts that have not. `waiting` of them are photos of which only the details came. */
  missing: count,
  waiting: count,
  /** Files that Google could not export or that could not be stored. */
  failed: count,
  counts: entryCountsSchema,
  /** Photos and videos whose sidecar was in doubt or is missing. */
  doubtful: count,
  withoutSidecar: count,
});
export type ExportSummary = z.infer<typeof exportSummarySchema>;

/** Google's schedule "every 2 months for 1 year": six exports, then a person must order it again. */
const exportScheduleSchema = z.object({
  /** Exports of the present schedule that have been seen, 1 to 6. */
  seen: z.int().min(1).max(6),
  /** When the next one is to be expected; null after the sixth. */
  nextExpectedAt: instant.nullable(),
  /** From when on nothing comes any more unless the schedule is ordered again. */
  endsAt: instant,
});
export type ExportSchedule = z.infer<typeof exportScheduleSchema>;

/** Photos of one year of capture. */
const yearCoverageSchema = z.object({
  /** Null where the date is unknown. */
  year: z.int().nullable(),
  /** Distinct photos and videos that exports held. */
  inExports: count,
  onDisk: count,
  /** Whose bytes were read again and found intact. */
  verified: count,
});
export type YearCoverage = z.infer<typeof yearCoverageSchema>;

/** Everything about exports, for the Takeout screen and `afterimage exports`. */
export const exportsReportSchema = z.object({
  /** Latest first. */
  exports: z.array(exportSummarySchema),
  /** Null before the first export, and when the latest is older than two intervals. */
  schedule: exportScheduleSchema.nullable(),
  /** Latest year first, unknown last. */
  coverage: z.array(yearCoverageSchema),
});
export type ExportsReport = z.infer<typeof exportsReportSchema>;

/** Which rule joined a photo with its sidecar, or kept them apart. */
export const matchReasons = [
  // its own sidecar
  'title',
  'title-spelled-otherwise',
  'title-without-extension',
  'name',
  'name-spelled-otherwise',
  'name-without-extension',
  'name-of-another-form',
  'name-cut-elsewhere',
  // the sidecar of its picture
  'edited-copy',
  'edited-copy-of-double',
  'edited-copy-cut',
  'edited-copy-other-extension',
  'edited-copy-unlisted',
  'edited-copy-cut-away',
  'motion-clip',
  'motion-clip-of-stem',
  // none, on doubt
  'several-sidecars',
  'several-media',
  'several-pictures',
  'claimed-twice',
  'another-number',
  'picture-in-doubt',
  'picture-not-there',
  // none
  'picture-without-sidecar',
  'no-sidecar',
] as const;
export type MatchReason = (typeof matchReasons)[number];

/** Null for a rule that an earlier version knew; the page says it in the person's language. */
const rule = { rule: z.enum(matchReasons).nullable() };

/** A photo or video of which it is not certain which sidecar speaks of it; it is stored all the same. */
export const doubtfulEntrySchema = z.object({
  id: z.int(),
  stamp: z.string(),
  part: z.string(),
  path: z.string(),
  confidence: z.enum(matchConfidences),
  /** For people: why. */
  reason: z.string(),
  ...rule,
});
export type DoubtfulEntry = z.infer<typeof doubtfulEntrySchema>;

/** How a stored file came to be what it is: `afterimage explain FILE`. */
export const fileExplanationSchema = z.object({
  /** Relative to the destination. */
  path: z.string(),
  sha256: z.string(),
  bytes: count,
  fidelity: z.string().nullable(),
  taken: z.object({
    /** Local time of capture. */
    local: z.string().nullable(),
    zoneMinutes: z.int().nullable(),
    reason: z.string(),
    zoneReason: z.enum(zoneReasons),
  }),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  caption: z.string().nullable(),
  people: z.array(z.string()),
  favourite: z.boolean(),
  archived: z.boolean(),
  /** It came by partner sharing: somebody else took it. */
  partner: z.boolean(),
  albums: z.array(z.string()),
  /** Every item that shows these bytes. */
  sources: z.array(
    z.object({
      source: z.string(),
      account: z.string(),
      filename: z.string(),
      /** For entries of exports. */
      entry: z
        .object({
          stamp: z.string(),
          part: z.string(),
          path: z.string(),
          sidecar: z.string().nullable(),
          confidence: z.enum(matchConfidences),
          reason: z.string(),
          ...rule,
        })
        .nullable(),
    }),
  ),
  /** Copies that this file replaced, and where they lie now, relative to the destination. */
  replaced: z.array(z.string()),
});
export type FileExplanation = z.infer<typeof fileExplanationSchema>;

/** What a dry run reports about one media entry. */
export const takeoutMediaSchema = z.object({
  event: z.literal('media'),
  part: z.string(),
  path: z.string(),
  sidecar: z.string().nullable(),
  confidence: z.enum(matchConfidences),
  kind: z.enum(takeoutMediaKinds),
  /**
   * `2023-08-12T14:30:15Z` where the moment is known, without the Z where only the clock on the wall is, `2023` where
   * only the year is; null where nothing is.
   */
  taken: z.string().nullable(),
  /** `+02:00` */
  zone: z.string().nullable(),
  takenFrom: z.enum(['sidecar', 'exif', 'name', 'folder', 'none']),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  albums: z.array(z.string()),
  state: z.enum(['store', 'present', 'skip', 'fail']),
  reason: z.string().nullable(),
});
export type TakeoutMedia = z.infer<typeof takeoutMediaSchema>;

/** A part was listed, imported, or found broken. */
/**
 * What the checksum of a whole part tells, beside those of its entries. `read-in-part`: not compared, because the rest was
 * read by an earlier run or not wanted. `left-out`: not compared, because it holds much that is not imported.
 */
const partChecksums = ['right', 'wrong', 'read-in-part', 'left-out'] as const;
export type PartChecksum = (typeof partChecksums)[number];

export const takeoutPartSchema = z.object({
  event: z.literal('part'),
  stamp: z.string(),
  part: z.string(),
  state: z.enum(partStates),
  entries: count,
  problem: problemSchema.nullable(),
  /** Of a part that was read from afar; absent for others, and before its end. */
  checksum: z.enum(partChecksums).optional(),
});
export type TakeoutPart = z.infer<typeof takeoutPartSchema>;

/** The rule of that name; null for one that this version does not know. */
export function matchReasonOf(name: string): MatchReason | null {
  return matchReasons.find((reason) => reason === name) ?? null;
}
