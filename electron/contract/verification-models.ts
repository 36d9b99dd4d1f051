import * as z from 'zod';
import { findingSchema } from './findings.ts';
import { problemSchema } from './problem.ts';

const count = z.int().nonnegative();
const instant = z.iso.datetime();

/** How far the reading of the whole folder has come. */
export const verificationProgressSchema = z.object({
  files: count,
  bytes: count,
  totalFiles: count,
  totalBytes: count,
});
export type ShownVerificationProgress = z.infer<typeof verificationProgressSchema>;

/** So many findings are named; all of them stand on the Problems screen. */
export const mostNamedFindings = 20;

/** What a verification has found, as the page tells it. */
export const verificationOutcomeSchema = z.object({
  checked: count,
  bytes: count,
  intact: count,
  /** Missing or damaged: all of them, and the first few by name. */
  findings: count,
  named: z.array(findingSchema.pick({ thing: true, fault: true, path: true })).max(mostNamedFindings),
  /** Findings of earlier checks that this one had nothing to say about. */
  known: count,
  /** Sidecars that another program has edited. */
  edited: count,
  /** Damaged files that were replaced and kept. */
  quarantined: count,
  /** Files that Afterimage did not make. */
  unknown: count,
  seconds: z.number().nonnegative(),
});
export type VerificationOutcome = z.infer<typeof verificationOutcomeSchema>;

/** A reading of the whole folder that a person asked for: it goes on, or has ended and was not dismissed. */
export const verificationSchema = z.discriminatedUnion('stage', [
  z.object({
    stage: z.literal('reading'),
    /** Null until it is known how much there is. */
    progress: verificationProgressSchema.nullable(),
    stopping: z.boolean(),
  }),
  z.object({ stage: z.literal('ended'), endedAt: instant, outcome: verificationOutcomeSchema }),
  /** Why it did not come to its end. */
  z.object({ stage: z.literal('failed'), problem: problemSchema }),
]);
export type Verification = z.infer<typeof verificationSchema>;
