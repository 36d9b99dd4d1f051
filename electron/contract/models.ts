import * as z from 'zod';
import { folderHealthSchema, routeStatusSchema } from './coverage/coverage-models.ts';
import { findingSchema } from './findings.ts';
import { problemSchema } from './problem.ts';
import { sourceKinds } from './source-kinds.ts';
import { entryCountsSchema, takeoutMediaSchema, takeoutPartSchema } from './takeout-models.ts';

/*
 * What everybody speaks of: clients, accounts, the destination, runs with their events and reports, photos as rows.
 * Long because the schemas are made of each other.
 */

/** Points in time cross process borders as ISO 8601 in UTC with milliseconds. */
const instant = z.iso.datetime();
const count = z.int().nonnegative();

/** `original`: the bytes as they were uploaded. `api-copy`: what an API hands out (no GPS, video transcoded). */
export const fidelities = ['original', 'api-copy'] as const;
export type Fidelity = (typeof fidelities)[number];

/** Why a taken date is what it is; the order is the order of trust. */
export const takenReasons = ['exif', 'quicktime', 'sidecar', 'api', 'file-name', 'folder', 'none'] as const;
export type TakenReason = (typeof takenReasons)[number];

/** `quick` asks for what may have changed; `full` compares everything; `repair` fetches what was found damaged. */
export const runKinds = ['quick', 'full', 'repair'] as const;
export type RunKind = (typeof runKinds)[number];

/**
 * How a run ended. `complete`: every item is accounted for and safe. `problems`: it ran to its end, but some items or
 * albums failed. `stopped`: it could not run to its end (interrupted, quota, disk, sign-in); the next run resumes.
 */
export const runOutcomes = ['complete', 'problems', 'stopped'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** How album folders show their photos. `none` makes no album folders. */
export const albumViewKinds = ['symlink', 'hardlink', 'copy', 'none'] as const;
export type AlbumViewKind = (typeof albumViewKinds)[number];

/** The public half of a client: what may be shown and written to disk. The secret is in the keychain. */
export const clientSummarySchema = z.object({
  clientId: z.string(),
  projectId: z.string().nullable(),
  addedAt: instant,
});
export type ClientSummary = z.infer<typeof clientSummarySchema>;

/** How the OS keeps the secrets: protected by its keychain, in a file, or only in memory until the program ends. */
export const tokenStoreKinds = ['keychain', 'file', 'memory'] as const;
export type TokenStoreKind = (typeof tokenStoreKinds)[number];

/** A signed-in account, without its tokens. */
export const accountSummarySchema = z.object({
  /** Google's permanent subject id; the key of the account everywhere. */
  id: z.string(),
  email: z.string(),
  clientId: z.string(),
  scopes: z.array(z.string()),
  signedInAt: instant,
  /** Known only for projects in status Testing, whose sign-ins end after 7 days. */
  signInExpiresAt: instant.nullable(),
  /** What ended the sign-in, once it is known to be dead; null while it works. */
  trouble: problemSchema.nullable(),
});
export type AccountSummary = z.infer<typeof accountSummarySchema>;

/** Requests used today of the project's daily limits, and what the governor does about it. */
export const quotaStateSchema = z.object({
  apiRequests: z.object({ used: count, limit: count }),
  mediaRequests: z.object({ used: count, limit: count }),
  resetsAt: instant,
  state: z.enum(['ok', 'slowed', 'waiting', 'stopped']),
  waitingUntil: instant.nullable(),
  reason: problemSchema.nullable(),
});
export type QuotaState = z.infer<typeof quotaStateSchema>;

/** What a run is doing, in the order in which it happens. */
export const runPhases = ['preparing', 'discovering', 'transferring', 'settling', 'done'] as const;
export type RunPhase = (typeof runPhases)[number];

/** Progress of a run. `total` of a part is null while it is unknown (listing has not ended). */
export const runProgressSchema = z.object({
  phase: z.enum(runPhases),
  discovered: count,
  items: z.object({ done: count, total: count.nullable() }),
  bytes: count,
  /** Bytes a second over the last seconds. */
  bytesPerSecond: z.number().nonnegative(),
  /** Seconds to go; null in the first seconds, when stalled, and while the total is unknown. */
  secondsLeft: z.number().nonnegative().nullable(),
  /** Names of the items in flight, at most a handful. */
  current: z.array(z.string()),
});
export type RunProgress = z.infer<typeof runProgressSchema>;

/** The sums of a run. The accounting identity: discovered = stored + present + skipped + failed. */
export const runSumsSchema = z.object({
  discovered: count,
  stored: count,
  present: count,
  skipped: count,
  failed: count,
  bytes: count,
  apiRequests: count,
  mediaRequests: count,
  seconds: z.number().nonnegative(),
});
export type RunSums = z.infer<typeof runSumsSchema>;

/** The report of a run that has ended. `problem` says why a run was `stopped`. */
export const runReportSchema = runSumsSchema.extend({
  run: z.int(),
  source: z.enum(sourceKinds),
  account: z.string(),
  kind: z.enum(runKinds),
  dryRun: z.boolean(),
  outcome: z.enum(runOutcomes),
  startedAt: instant,
  finishedAt: instant,
  problem: problemSchema.nullable(),
  /** What the run was limited to, in words; absent: it was about everything that its source shows. */
  filter: z.string().optional(),
  /** Of an import: in which state the entries of the parts are that were given. */
  entries: entryCountsSchema.optional(),
});
export type RunReport = z.infer<typeof runReportSchema>;

/** How many items a person has chosen in Google's picker, and where to choose. */
const choosing = {
  /** 1 for the first session of a selection; one session takes at most 2,000 items. */
  session: z.int().positive(),
  sessionId: z.string(),
  /** Chosen in the sessions before this one, and in it once it is `chosen`. */
  chosen: count,
  /** Until then Google hands out what was chosen. */
  expiresAt: instant,
};

/** The state of a selection in Google's picker. */
const pickerStateSchema = z.discriminatedUnion('state', [
  /**
   * A person is to choose at `pickerUri`, in a browser that is signed in with the account; until then it is waited for.
   */
  z.object({
    event: z.literal('picker'),
    state: z.literal('waiting'),
    pickerUri: z.url(),
    waitsUntil: instant,
    ...choosing,
  }),
  /** The person has pressed Done: what they chose is being listed. */
  z.object({ event: z.literal('picker'), state: z.literal('listing'), ...choosing }),
  z.object({ event: z.literal('picker'), state: z.literal('chosen'), ...choosing }),
  /** Some of it could not be fetched in this run: the next one resumes it. */
  z.object({ event: z.literal('picker'), state: z.literal('kept'), ...choosing }),
]);
export type PickerState = z.infer<typeof pickerStateSchema>;

const runNewsSchemas = [
  z.object({
    event: z.literal('started'),
    run: z.int(),
    source: z.enum(sourceKinds),
    account: z.string(),
    kind: z.enum(runKinds),
    dryRun: z.boolean(),
    startedAt: instant,
  }),
  z.object({ event: z.literal('progress'), ...runProgressSchema.shape }),
  z.object({ event: z.literal('quota'), ...quotaStateSchema.shape }),
  z.object({ event: z.literal('problem'), problem: problemSchema }),
  pickerStateSchema,
  takeoutPartSchema,
  takeoutMediaSchema,
] as const;

/** What a run tells while it goes on. The desktop hears these from the engine's process. */
export const runNewsSchema = z.discriminatedUnion('event', runNewsSchemas);
export type RunNews = z.infer<typeof runNewsSchema>;

/** All that a run tells, with its end. The command line prints these as NDJSON. */
export const runEventSchema = z.discriminatedUnion('event', [
  ...runNewsSchemas,
  z.object({ event: z.literal('finished'), ...runReportSchema.shape }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

/** An album as the catalog knows it. */
export const albumSummarySchema = z.object({
  id: z.int(),
  source: z.enum(sourceKinds),
  account: z.string(),
  key: z.string(),
  title: z.string(),
  items: count,
  stored: count,
  /** Folder of the album's view, relative to the destination, with forward slashes; null without a view. */
  folder: z.string().nullable(),
  coverItem: z.int().nullable(),
  /** When a full run no longer found it at Google; its photos stay. */
  absentSince: instant.nullable(),
});
export type AlbumSummary = z.infer<typeof albumSummarySchema>;

/** Every item is in exactly one of these states. */
export const itemStates = ['wanted', 'stored', 'skipped', 'failed'] as const;
export type ItemState = (typeof itemStates)[number];

/** An item as the catalog knows it, with where it is stored. */
export const itemSummarySchema = z.object({
  id: z.int(),
  source: z.enum(sourceKinds),
  account: z.string(),
  key: z.string(),
  filename: z.string(),
  mimeType: z.string(),
  state: z.enum(itemStates),
  /** Why it is skipped or failed. */
  problem: problemSchema.nullable(),
  /** Relative to the destination, with forward slashes; null while not stored. */
  path: z.string().nullable(),
  sha256: z.string().nullable(),
  bytes: count.nullable(),
  /** Local time of capture, `YYYY-MM-DDTHH:MM:SS`, without a zone. */
  takenLocal: z.string().nullable(),
  /** Minutes east of UTC at capture; null where unknown. */
  zoneMinutes: z.int().nullable(),
  takenReason: z.enum(takenReasons),
  fidelity: z.enum(fidelities).nullable(),
  description: z.string().nullable(),
});
export type ItemSummary = z.infer<typeof itemSummarySchema>;

/** What a folder that holds a backup says of it. */
export const foundBackupSchema = z.object({
  files: count,
  albums: count,
  /** When the last complete run ended; null when none has. */
  lastBackup: instant.nullable(),
  /** What was wrong with the catalog in the folder; absent when nothing was. */
  trouble: problemSchema.optional(),
});
export type FoundBackup = z.infer<typeof foundBackupSchema>;

/** What the folder and its file system allow, found by trying it out. */
export const destinationReportSchema = z.object({
  path: z.string(),
  /** The folder's own id from destination.json; null while it is not initialised. */
  identity: z.string().nullable(),
  fileSystem: z.string().nullable(),
  freeBytes: count,
  totalBytes: count,
  location: z.enum(['internal', 'external', 'network', 'unknown']),
  symlinks: z.boolean(),
  hardlinks: z.boolean(),
  caseSensitive: z.boolean(),
  maxNameBytes: count,
  /** The best view that works here. */
  albumView: z.enum(albumViewKinds),
  /** The name of the checksum list where it is not `SHA256SUMS`, because that is a list of the person's own. */
  sumsFile: z.string().optional(),
  /** The disk cannot be written to: the backup in it can be looked through and verified, and nothing was tried out. */
  readOnly: z.literal(true).optional(),
  /** The backup that was in the folder when it was chosen. */
  found: foundBackupSchema.optional(),
});
export type DestinationReport = z.infer<typeof destinationReportSchema>;

/** By how much a library grew within the twelve months up to its latest photo, by when its photos were taken. */
export const libraryGrowthSchema = z.object({
  bytes: count,
  /** In how many of the twelve months there are photos. */
  months: count,
});
export type LibraryGrowth = z.infer<typeof libraryGrowthSchema>;

/** The state of a destination's library, for `status` and the Overview. */
export const libraryStatusSchema = z.object({
  assets: count,
  bytes: count,
  albums: count,
  items: z.object({ wanted: count, stored: count, skipped: count, failed: count }),
  lastRun: runReportSchema.nullable(),
  lastSuccess: instant.nullable(),
  quota: quotaStateSchema.nullable(),
  /** What is known to be wrong with files in the folder. */
  folder: folderHealthSchema,
  /** Every way by which something came or was tried to come. */
  routes: z.array(routeStatusSchema),
  /** Absent while its photos do not span a year. */
  growth: libraryGrowthSchema.optional(),
});
export type LibraryStatus = z.infer<typeof libraryStatusSchema>;

/** What `verify` found. */
export const verifyReportSchema = z.object({
  checked: count,
  bytes: count,
  intact: count,
  changed: z.array(z.string()),
  missing: z.array(z.string()),
  /** `file-unreadable` or `destination-link`, each with the file as subject. */
  unreadable: z.array(problemSchema),
  /** All that this verification found, photos included. */
  findings: z.array(findingSchema),
  /** What earlier ones found and this one did not look at: not mended yet. */
  known: count,
  /** Sidecars that another program saved: they stay as they are. */
  edited: z.array(z.string()),
  /** Damaged files that were replaced: they are kept in quarantine until somebody deletes them. */
  quarantined: z.array(z.string()),
  /** Files that Afterimage did not make; with their names when they were asked for. */
  unknown: count,
  unknownFiles: z.array(z.string()).optional(),
  /** The proof that was written, relative to the destination. */
  proof: z.string().optional(),
  seconds: z.number().nonnegative(),
});
export type VerifyReport = z.infer<typeof verifyReportSchema>;

/** What re-reading a share of the library brought. */
export const scrubReportSchema = z.object({
  /** What is to be read today. */
  due: z.object({ files: count, bytes: count }),
  checked: count,
  bytes: count,
  intact: count,
  findings: z.array(findingSchema),
  /** What earlier checks found, is not mended, and was not read this time. */
  known: count,
  /** `busy`: a run began, or is on, which goes first. `stopped`: somebody asked for it. */
  ended: z.enum(['done', 'stopped', 'busy']),
  seconds: z.number().nonnegative(),
  /** The proof that was written because everything was read once more, relative to the destination. */
  proof: z.string().optional(),
});
export type ScrubReport = z.infer<typeof scrubReportSchema>;
