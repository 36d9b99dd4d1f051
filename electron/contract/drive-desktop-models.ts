import * as z from 'zod';
import { driveModes, driveReportSchema, tidyReportSchema, untidyReportSchema } from './drive-models.ts';
import { runReportSchema } from './models.ts';
import { problemSchema } from './problem.ts';
import { importPartSchema } from './takeout-desktop-models.ts';

const instant = z.iso.datetime();

/** A fetch from Google Drive that waits or goes on, or has ended and was not dismissed. */
export const driveFetchSchema = z.object({
  startedBy: z.enum(['person', 'itself']),
  parts: z.array(importPartSchema),
  now: z.discriminatedUnion('stage', [
    /** Another run is in progress. */
    z.object({ stage: z.literal('queued') }),
    /** The snapshot's `run` has the progress. */
    z.object({ stage: z.literal('running') }),
    z.object({
      stage: z.literal('ended'),
      /** Null when nothing was begun. */
      report: runReportSchema.nullable(),
      /** Why it ended early; null when it ran to its end, or a person stopped it. */
      problem: problemSchema.nullable(),
      isStopped: z.boolean(),
    }),
  ]),
});
export type DriveFetch = z.infer<typeof driveFetchSchema>;

/** Exports in Google Drive, as the page shows them. */
export const driveStateSchema = z.object({
  /** Null while Drive is not connected. */
  connection: z
    .object({
      mode: z.enum(driveModes),
      /** Whose Drive; null for picked files until Drive has told. */
      email: z.string().nullable(),
      /** Why it cannot be read until a person acts. */
      problem: problemSchema.nullable(),
    })
    .nullable(),
  /** What the latest look found; null before the first. */
  report: driveReportSchema.nullable(),
  lookedAt: instant.nullable(),
  isLooking: z.boolean(),
  /** Why the latest look failed; null when it did not. */
  problem: problemSchema.nullable(),
  fetch: driveFetchSchema.nullable(),
  tidy: z.object({
    /** What would be moved to the trash, and what is there and can be taken out; null before it was asked. */
    plan: tidyReportSchema.nullable(),
    /** When the listed files are moved; null when nothing is listed, or tidying up is off. */
    movesAt: instant.nullable(),
    /** What taking files out of the trash brought; null when nobody has. */
    undone: untidyReportSchema.nullable(),
  }),
});
export type DriveState = z.infer<typeof driveStateSchema>;

/** Before anything was asked. */
export const noDrive: DriveState = {
  ...{ connection: null, report: null, lookedAt: null, isLooking: false, problem: null, fetch: null },
  tidy: { plan: null, movesAt: null, undone: null },
};
