import * as z from 'zod';
import { messageSchema } from '../messages/message.ts';
import { problemSchema } from '../problem.ts';
import { sourceKinds } from '../source-kinds.ts';

const instant = z.iso.datetime();
const count = z.int().nonnegative();

/**
 * How it is with a person's library. `busy`: something is running. `neutral`: it is being set up, is paused, or nothing
 * is known yet. `amber`: something is not covered. `red`: something is damaged, or nothing can be backed up.
 */
export const statusLevels = ['busy', 'neutral', 'green', 'amber', 'red'] as const;
export type StatusLevel = (typeof statusLevels)[number];

/** The one thing that a person should do next. */
export const nextSteps = [
  'finish-setup',
  'resume',
  'restart',
  'fix-problem',
  'repair',
  'see-problems',
  'order-export',
  'order-full-export',
  'get-export',
  'add-files',
  'add-index',
  'see-lacking',
  'continue-import',
  'see-restore',
  'back-up',
] as const;
export type NextStep = (typeof nextSteps)[number];

/** What is known to be wrong with files in the backup folder, and the first time that it was seen. */
export const folderHealthSchema = z.object({
  missing: count,
  changed: count,
  /** Files that are shorter than they were stored. */
  cut: count,
  unreadable: count,
  /** Null when nothing is wrong. */
  since: instant.nullable(),
  /** Of all stored files: how many were read again and found intact, and the oldest such time of any. */
  verified: count,
  lastVerifiedAt: instant.nullable(),
});
export type FolderHealth = z.infer<typeof folderHealthSchema>;

/** What came by one way: a kind of source and an account. */
export const routeStatusSchema = z.object({
  source: z.enum(sourceKinds),
  account: z.string(),
  /** For people: the e-mail address, mostly. */
  label: z.string(),
  items: z.object({ wanted: count, stored: count, skipped: count, failed: count }),
  lastRun: instant.nullable(),
  lastSuccess: instant.nullable(),
  /** Attempts since the last one that ran to its end, and why the latest of them failed. */
  failedAttempts: count,
  failingSince: instant.nullable(),
  problem: problemSchema.nullable(),
});
export type RouteStatus = z.infer<typeof routeStatusSchema>;

/** How far exports cover the library of one account. */
export const accountCoverageSchema = z.object({
  /** The e-mail address; null for exports that do not tell whose they are. */
  account: z.string().nullable(),
  level: z.enum(['green', 'amber']),
  message: messageSchema,
  next: z.enum(nextSteps).nullable(),
  /** Photos that were uploaded until then are in the backup; null when nothing shows that. */
  coveredUntil: instant.nullable(),
  /** Since when it is amber. */
  since: instant.nullable(),
  isOverdue: z.boolean(),
  /** The export that it is about. */
  stamp: z.string().nullable(),
  /** When Google's schedule brings the next export; null without a schedule. */
  nextExpectedAt: instant.nullable(),
});
export type AccountCoverage = z.infer<typeof accountCoverageSchema>;

/** The verdict: how it is, since when, and what to do. */
export const backupStatusSchema = z.object({
  level: z.enum(statusLevels),
  message: messageSchema,
  since: instant.nullable(),
  next: z.enum(nextSteps).nullable(),
  /** Of the account that is covered least; null when one is not covered at all. */
  coveredUntil: instant.nullable(),
  accounts: z.array(accountCoverageSchema),
});
export type BackupStatus = z.infer<typeof backupStatusSchema>;
