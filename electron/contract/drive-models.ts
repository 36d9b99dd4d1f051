import * as z from 'zod';

const count = z.int().nonnegative();

/** A file in Google Drive that is a part of an export. */
const driveExportFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: count,
  /** ISO 8601; null when Google does not say. */
  createdAt: z.iso.datetime().nullable(),
  /** As in its name; null where that tells none. */
  stamp: z.string().nullable(),
  state: z.enum(['new', 'imported']),
});

/** What lies in a Google Drive. */
export const driveReportSchema = z.object({
  /** Whose Drive it is. */
  email: z.string(),
  /** Bytes; null is unlimited. */
  storage: z.object({ limit: count.nullable(), used: count, trash: count }),
  /** Oldest first. */
  files: z.array(driveExportFileSchema),
  /** Files that came so lately that more may follow. */
  isArriving: z.boolean(),
});
export type DriveReport = z.infer<typeof driveReportSchema>;

/** Why the files of an export stay in Drive. */
export const tidyBlockers = ['not complete', 'wrong checksum', 'not verified', 'holds other files'] as const;
export type TidyBlocker = (typeof tidyBlockers)[number];

/** A file that tidying up moves, or moved, to the trash. */
const tidiedFileSchema = z.object({ id: z.string(), name: z.string(), stamp: z.string(), bytes: count });
export type TidiedFile = z.infer<typeof tidiedFileSchema>;

/** What tidying up does, or would do. */
export const tidyReportSchema = z.object({
  /** In the trash now, or to be put there. */
  files: z.array(tidiedFileSchema),
  /** Imported files that stay where they are. */
  kept: z.array(z.object({ stamp: z.string(), files: count, reason: z.enum(tidyBlockers) })),
  /** Put into the trash earlier, from where they can be taken out again. */
  trashed: z.array(tidiedFileSchema),
});
export type TidyReport = z.infer<typeof tidyReportSchema>;

/** What taking files out of the trash brought. */
export const untidyReportSchema = z.object({
  /** Back in Drive. */
  files: z.array(tidiedFileSchema),
  /** Deleted for good meanwhile: by a person, or by Google after 30 days in the trash. */
  gone: z.array(tidiedFileSchema),
});
export type UntidyReport = z.infer<typeof untidyReportSchema>;

/** How exports in Drive are read, the least permission first: what a person picks each time, or everything in it. */
export const driveModes = ['ask-each-time', 'unattended'] as const;
export type DriveMode = (typeof driveModes)[number];
