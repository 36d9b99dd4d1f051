import * as z from 'zod';
import { messageSchema } from './messages/message.ts';
import { runReportSchema } from './models.ts';
import { problemSchema } from './problem.ts';
import { partFormats, partStates } from './takeout-models.ts';

/* What the page shows of exports: candidates, imports that wait or go on, the watch folder, warnings. */

const instant = z.iso.datetime();
const count = z.int().nonnegative();

/** A part that lies on the disk; it was told by its name, or by looking into it, and was not read. */
export const foundPartSchema = z.object({
  name: z.string(),
  /** Absolute. */
  path: z.string(),
  format: z.enum(partFormats),
  /** From its name, 1 for the first; null where the name has none. */
  number: z.int().nullable(),
  /** Length of the archive; null for an extracted folder. */
  bytes: count.nullable(),
  /** When the archive or folder was last written to. */
  modifiedAt: instant,
  /** Where the bytes are: a cloud's program may show a file whose bytes it fetches only when it is opened. */
  place: z.enum(['here', 'cloud']),
});
export type FoundPart = z.infer<typeof foundPartSchema>;

/** What looking for parts finds. */
export const foundPartsSchema = z.object({
  exports: z.array(
    z.object({
      stamp: z.string(),
      parts: z.array(foundPartSchema),
      /** Names of parts below the highest number that were not found. */
      missing: z.array(z.string()),
    }),
  ),
  /** What was given, or looks like a part, and cannot be imported, and why. */
  unrecognised: z.array(z.object({ path: z.string(), problem: problemSchema })),
});
export type FoundParts = z.infer<typeof foundPartsSchema>;

/** What the backup knows of a part that lies on the disk, by its content. */
export const partImportStateSchema = z.object({
  path: z.string(),
  /** Null when it was never given. */
  state: z.enum(partStates).nullable(),
  /** Why it cannot be opened now. */
  problem: problemSchema.nullable(),
});
export type PartImportState = z.infer<typeof partImportStateSchema>;

/** What a person chose or dropped, to be imported by its id. */
export const takeoutCandidatesSchema = z.object({
  offer: z.uuid(),
  exports: z.array(
    z.object({
      stamp: z.string(),
      parts: z.array(foundPartSchema.omit({ path: true, modifiedAt: true })),
      /** Names of parts below the highest number that were not among them. */
      missing: z.array(z.string()),
    }),
  ),
  /** What cannot be imported, by name, and why. */
  unrecognised: z.array(z.object({ name: z.string(), problem: problemSchema })),
});
export type TakeoutCandidates = z.infer<typeof takeoutCandidatesSchema>;

/** A part of an import, as far as the import has come with it; `waiting`: not reached yet. */
export const importPartSchema = z.object({
  name: z.string(),
  state: z.enum(['waiting', ...partStates]),
  /** Files in it; 0 before it is listed. */
  entries: count,
  problem: problemSchema.nullable(),
});
export type ImportPart = z.infer<typeof importPartSchema>;

/** An import that is waiting or in progress, or has ended and was not dismissed. */
export const takeoutImportSchema = z.object({
  /** The watch folder starts imports on its own. */
  startedBy: z.enum(['person', 'watch-folder']),
  parts: z.array(importPartSchema),
  now: z.discriminatedUnion('stage', [
    /** Another run is in progress; the import begins when it has ended. */
    z.object({ stage: z.literal('queued') }),
    /** The snapshot's `run` has the progress. */
    z.object({ stage: z.literal('running') }),
    z.object({
      stage: z.literal('ended'),
      /** Null when nothing was begun. Its `entries` are the sums. */
      report: runReportSchema.nullable(),
      /** Why it ended early; it can be gone on with. Null when it ran to its end, or a person stopped it. */
      problem: problemSchema.nullable(),
      isStopped: z.boolean(),
    }),
  ]),
});
export type TakeoutImport = z.infer<typeof takeoutImportSchema>;

/**
 * A part in the watch folder that is not in the backup yet. `being-written`: it is still downloaded or copied. `cloud`:
 * its bytes are not on this computer. `ready`: it is imported as soon as nothing else is running. `broken`: it cannot be
 * read.
 */
const watchedPartSchema = z.object({
  name: z.string(),
  state: z.enum(['being-written', 'cloud', 'ready', 'broken']),
  problem: problemSchema.nullable(),
});
export type WatchedPart = z.infer<typeof watchedPartSchema>;

/** The folder whose finished parts are imported automatically. */
export const takeoutWatchSchema = z.object({
  folder: z.string(),
  /** Off: the folder is remembered, and not checked. */
  isOn: z.boolean(),
  /** Null before the first look. */
  lookedAt: instant.nullable(),
  /** Why it cannot be checked: gone, or closed to this user. */
  problem: problemSchema.nullable(),
  parts: z.array(watchedPartSchema),
});
export type TakeoutWatch = z.infer<typeof takeoutWatchSchema>;

/**
 * Something about exports that a person should do. `parts-expire`: parts are missing, and Google offers them only
 * `until` then. `export-overdue`: the schedule should have brought an export, which can be downloaded `until` then.
 * `drive-full`: the next export may not fit into Google Drive.
 * `schedule-ends`: nothing comes any more after `until`, unless it is ordered again.
 */
export const takeoutWarningSchema = z.object({
  kind: z.enum(['parts-expire', 'export-overdue', 'drive-full', 'schedule-ends']),
  /** The export that it is about: for `export-overdue` and `schedule-ends` the latest. */
  stamp: z.string(),
  until: instant,
  title: messageSchema,
  wayOut: messageSchema,
});
export type TakeoutWarning = z.infer<typeof takeoutWarningSchema>;

/** What the Takeout screen shows beside the exports. */
export const takeoutStateSchema = z.object({
  import: takeoutImportSchema.nullable(),
  /** Null before a folder was ever chosen. */
  watch: takeoutWatchSchema.nullable(),
  warnings: z.array(takeoutWarningSchema),
});
export type TakeoutState = z.infer<typeof takeoutStateSchema>;

/** Clouds whose program keeps a folder on this computer, in which Google can deliver exports. */
export const clouds = ['dropbox', 'onedrive', 'google-drive'] as const;
export type Cloud = (typeof clouds)[number];
