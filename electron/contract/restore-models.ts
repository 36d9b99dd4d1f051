import * as z from 'zod';
import { itemFilterSchema } from './item-filter.ts';
import { quotaStateSchema } from './models.ts';
import { photoFilterSchema } from './photo-filter.ts';
import { problemSchema } from './problem.ts';

/* What the engine tells of a restore: target, plan, progress, outcome. */

const count = z.int().nonnegative();
const instant = z.iso.datetime();

/** What a person wants back at Google. What is left out (null) does not narrow it. */
export const restoreSelectionSchema = z.object({
  /** Ids of albums in the catalog: their photos, and these albums alone. */
  albums: z.array(z.int()).nullable(),
  /** Years of capture. */
  years: z.array(z.int()).nullable(),
  /** As in the search of Photos. */
  search: z.string().nullable(),
  /** As the filters of Photos. Left out by whoever has none, as it was before there was one: the words are compared. */
  filter: photoFilterSchema.optional(),
  /** Names, albums and days as the command line's filters have them. Left out without any. */
  items: itemFilterSchema.optional(),
  /** Paths within the destination. */
  files: z.array(z.string()).nullable(),
  /** Also what was sent before and is not there any more, as far as this client ID can see. */
  missing: z.boolean(),
});
export type RestoreSelection = z.infer<typeof restoreSelectionSchema>;

/** Why Google Photos does not take a file: its type, or more bytes than a photo (200 MB) or a film (20 GB) may have. */
export const unacceptedReasons = ['type', 'photo-too-large', 'film-too-large'] as const;
export type UnacceptedReason = (typeof unacceptedReasons)[number];

/** A file by its path within the destination. */
const namedFileSchema = z.object({ path: z.string(), bytes: count });

/** What a restore would do, before anything is sent. Lists of files hold the first ones; the counts hold all. */
export const restorePlanSchema = z.object({
  account: z.string(),
  email: z.string(),
  /** To be sent. */
  items: count,
  bytes: count,
  /** There already: this client made them. */
  present: count,
  /** Albums to be made, and albums to be filled. */
  newAlbums: count,
  albums: count,
  requests: count,
  /** Requests that are left of today, and that a whole day has. */
  requestsLeft: count,
  requestsPerDay: count,
  /** Days on which it sends, today included; 0 when nothing is to be sent. */
  days: count,
  /** When it ends if every request is used as soon as it may be. */
  endsAt: instant,
  /** Items that are sent as a copy with date or place written in, because Google's JSON alone knows them. */
  completed: count,
  /** Items that will stand under the day of the upload: nobody knows their date, or the format cannot take it. */
  undated: count,
  undatedFiles: z.array(z.string()),
  /** Items whose place only Google's JSON knows, in a format that cannot say it: it does not come back. */
  unplaced: count,
  /** Descriptions, titles and names that are longer than Google takes. */
  shortened: count,
  /** What Google Photos does not take. */
  unaccepted: count,
  unacceptedFiles: z.array(namedFileSchema.extend({ reason: z.enum(unacceptedReasons) })),
  /** Files that the backup lacks at the moment. */
  unavailable: count,
  /** What no app can bring back, of how many items. */
  lost: z.object({ favourites: count, people: count, archived: count }),
  /**
   * `own`: these photos come from this account, or nobody knows from which. It may still hold them, in other bytes, and
   * then each would be there twice, for good.
   */
  doubles: z.enum(['own', 'unlikely']),
  /** A person has typed the account's address for this restore before it was interrupted. */
  isConfirmed: z.boolean(),
});
export type RestorePlan = z.infer<typeof restorePlanSchema>;

/** What a restore is doing. `sending` items, then putting them into `albums`, then `proving` that they are there. */
export const restorePhases = ['looking', 'sending', 'albums', 'proving'] as const;
export type RestorePhase = (typeof restorePhases)[number];

/** How far it is. */
export const restoreProgressSchema = z.object({
  phase: z.enum(restorePhases),
  /** Of the items, memberships or items to be read back of this phase. */
  done: count,
  total: count,
  bytes: count,
  totalBytes: count,
  bytesPerSecond: z.number().nonnegative(),
  /** When it ends, by the speed and by the requests that each day has; null while nothing tells. */
  endsAt: instant.nullable(),
});
export type RestoreProgress = z.infer<typeof restoreProgressSchema>;

/** `complete`: everything asked for is at Google, and was read back. `problems`: not all. `stopped`: it can be resumed. */
const restoreOutcomes = ['complete', 'problems', 'stopped'] as const;

/** An item that is not at Google as it should be. */
const refusedItemSchema = z.object({ path: z.string(), problem: problemSchema });
export type RefusedItem = z.infer<typeof refusedItemSchema>;

/** The path of a file that names all failures, where they are many; null: there is none, or it could not be written. */
const failuresFileSchema = z.string().nullable().default(null);

/** An album at Google. */
const restoredAlbumSchema = z.object({
  title: z.string(),
  /** Google's id; null when it could not be made. */
  id: z.string().nullable(),
  /** Items that belong into it, and that were found there. */
  items: count,
  found: count,
  /** The order is that of the backup. */
  inOrder: z.boolean(),
});
export type RestoredAlbum = z.infer<typeof restoredAlbumSchema>;

/** How a restore ended. Every item is in one of the counts. */
export const restoreReportSchema = z.object({
  account: z.string(),
  email: z.string(),
  outcome: z.enum(restoreOutcomes),
  startedAt: instant,
  finishedAt: instant,
  items: count,
  /** Sent, and read back under their name; sent under another name that Google had for the same bytes. */
  sent: count,
  renamed: count,
  /** There before. */
  present: count,
  unaccepted: count,
  /** Refused by Google, changed or gone on the disk, or not there when they were read back. */
  failed: count,
  /** Not reached. */
  left: count,
  failures: z.array(refusedItemSchema),
  failuresFile: failuresFileSchema,
  albums: z.array(restoredAlbumSchema),
  bytes: count,
  requests: count,
  /** Why it was `stopped`. */
  problem: problemSchema.nullable(),
});
export type RestoreReport = z.infer<typeof restoreReportSchema>;

/** What a restore tells while it goes on. */
const restoreNews = [
  z.object({ event: z.literal('restore-plan'), ...restorePlanSchema.shape }),
  z.object({ event: z.literal('restore-progress'), ...restoreProgressSchema.shape }),
  z.object({ event: z.literal('restore-waiting'), until: instant, problem: problemSchema }),
  /** The wait is over. */
  z.object({ event: z.literal('restore-resumed') }),
  z.object({ event: z.literal('quota'), ...quotaStateSchema.shape }),
  z.object({ event: z.literal('problem'), problem: problemSchema }),
] as const;

/** All but the end, which the desktop app has as an answer. */
export const restoreNewsSchema = z.discriminatedUnion('event', restoreNews);
export type RestoreNews = z.infer<typeof restoreNewsSchema>;

/** What a restore tells, its end included. */
export type RestoreEvent = RestoreNews | ({ readonly event: 'restore-finished' } & RestoreReport);

/** A restore that has not come to its end, or the last one that has. */
export const restoreStatusSchema = z.object({
  email: z.string(),
  /** `unfinished`: nobody works on it at the moment, as far as is known; it can be resumed. */
  state: z.enum(['sending', 'waiting', 'unfinished', 'finished']),
  selection: restoreSelectionSchema,
  items: count,
  done: count,
  /** It waits for Google's limit until then. */
  waitingUntil: instant.nullable(),
  changedAt: instant,
  report: restoreReportSchema.nullable(),
});
export type RestoreStatus = z.infer<typeof restoreStatusSchema>;

/** How copies are laid out: all in one folder, a folder an album, or as Google Takeout does it with its JSON beside them. */
export const copyLayouts = ['flat', 'albums', 'google'] as const;
export type CopyLayout = (typeof copyLayouts)[number];

/** How the copying of photos onto another disk ended. */
export const copyReportSchema = z.object({
  outcome: z.enum(restoreOutcomes),
  /** Copied, and read back. */
  files: count,
  /** There before, with the same content. */
  present: count,
  bytes: count,
  failed: count,
  failures: z.array(refusedItemSchema),
  failuresFile: failuresFileSchema,
  problem: problemSchema.nullable(),
});
export type CopyReport = z.infer<typeof copyReportSchema>;
