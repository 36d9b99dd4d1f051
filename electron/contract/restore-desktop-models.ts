import * as z from 'zod';
import { problemSchema } from './problem.ts';
import {
  restorePlanSchema,
  restoreProgressSchema,
  restoreReportSchema,
  restoreSelectionSchema,
} from './restore-models.ts';

/* What the page shows of a restore. */

const instant = z.iso.datetime();
const count = z.int().nonnegative();

/** Names that the page shows of a list; the counts hold all. */
export const namesShown = 200;

/** What the page may ask to restore: everything that a selection can name but paths. */
export const pageSelectionSchema = restoreSelectionSchema
  .omit({ files: true })
  .extend({ search: z.string().max(200).nullable(), albums: z.array(z.int()).max(500).nullable() });
export type PageSelection = z.infer<typeof pageSelectionSchema>;

/** The whole backup. */
export const wholeBackup: PageSelection = { albums: null, years: null, search: null, missing: false };

/** How many items are at Google, of how many. */
const tally = { done: count, items: count };

/** Why a restore does not go on at the moment: the person's word, the pause of everything, or power and network. */
const restorePauses = ['person', 'app', 'supply'] as const;

/** How a restore is doing. */
const restoreStages = z.discriminatedUnion('stage', [
  /** Google asks the person in the browser for the permissions; only the first time. */
  z.object({ stage: z.literal('permission') }),
  /** The account is looked at; `waitingUntil`: for a limit of Google's. */
  z.object({ stage: z.literal('planning'), waitingUntil: instant.nullable() }),
  /** It waits for the person's yes. */
  z.object({ stage: z.literal('planned'), plan: restorePlanSchema }),
  /** It could not be planned. */
  z.object({ stage: z.literal('unplanned'), problem: problemSchema }),
  z.object({
    stage: z.literal('sending'),
    ...tally,
    /** Null until something is told. */
    progress: restoreProgressSchema.nullable(),
    isPausing: z.boolean(),
  }),
  /** A limit of Google's stands in the way until then; it continues by itself. `endsAt`: when all is sent, as far as known. */
  z.object({
    stage: z.literal('waiting'),
    ...tally,
    until: instant,
    problem: problemSchema,
    endsAt: instant.nullable(),
  }),
  z.object({ stage: z.literal('paused'), ...tally, by: z.enum(restorePauses) }),
  /** Something ended it early. It is tried again at `retryAt`; null: once the person has resumed it. */
  z.object({ stage: z.literal('halted'), ...tally, problem: problemSchema, retryAt: instant.nullable() }),
  z.object({ stage: z.literal('ended'), report: restoreReportSchema }),
]);

/** A restore to Google Photos that is planned, goes on or waits, or has ended and was not dismissed. */
export const appRestoreSchema = z.object({
  account: z.string(),
  email: z.string(),
  selection: pageSelectionSchema,
  /** Of the one album that it is about; null for anything else. */
  albumTitle: z.string().nullable(),
  now: restoreStages,
});
export type AppRestore = z.infer<typeof appRestoreSchema>;
export type RestoreStage = AppRestore['now'];
