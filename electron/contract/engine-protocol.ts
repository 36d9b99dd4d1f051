import * as z from 'zod';
import {
  albumCardSchema,
  gridPhotoSchema,
  photoDetailSchema,
  photoMonthSchema,
  problemGroupSchema,
} from './desktop-models.ts';
import { driveReportSchema, tidyReportSchema, untidyReportSchema } from './drive-models.ts';
import {
  albumViewKinds,
  destinationReportSchema,
  libraryStatusSchema,
  quotaStateSchema,
  runKinds,
  runNewsSchema,
  runReportSchema,
  scrubReportSchema,
} from './models.ts';
import { broughtBackSchema, coverageMonthSchema, photoFilterSchema } from './photo-filter.ts';
import { photosAroundQuery, photosAroundSchema } from './photos-around.ts';
import { decodeOutcomeSchema, decodeRequestSchema } from './picture-decoder.ts';
import { problemSchema } from './problem.ts';
import { problemCodes } from './problem-codes.ts';
import { restoreNewsSchema, restorePlanSchema, restoreReportSchema, restoreSelectionSchema } from './restore-models.ts';
import { foundPartsSchema, partImportStateSchema } from './takeout-desktop-models.ts';
import { doubtfulEntrySchema, exportsReportSchema, fileExplanationSchema } from './takeout-models.ts';
import { verificationOutcomeSchema, verificationProgressSchema } from './verification-models.ts';
import { mediaBytesSchema, mediaParts, photoViewSchema } from './viewer-models.ts';

const count = z.int().nonnegative();
const page = { offset: count, limit: z.int().min(1).max(500) };
const destination = z.object({ path: z.string(), identity: z.string() });
const account = z.object({ id: z.string(), email: z.string(), clientId: z.string() });
const limits = z.object({ dailyRequests: z.int().positive().nullable(), bandwidth: z.int().positive().nullable() });
const search = z.string().max(200);
const filter = photoFilterSchema.optional();
/** How a Drive is reached. `picked`: the permission shows only what the person picked. */
const drive = { account, view: z.enum(['everything', 'picked']), destination, limits };

/** What is sent back to Google Photos, and to whom. */
const restore = { account, destination, limits, selection: restoreSelectionSchema };

/** A problem that is not resolved yet, as the Problems screen lists it. */
const listedProblemSchema = z.object({ id: z.int(), at: z.iso.datetime(), problem: problemSchema });

/** What the main process may ask of the engine's process: verb → input, output. */
export const engineVerbs = {
  probe: { input: z.object({ path: z.string() }), output: destinationReportSchema },
  chooseDestination: {
    input: z.object({ path: z.string() }),
    output: z.object({ report: destinationReportSchema, destination }),
  },
  /** Answered when the run has ended; its events come as `run-event`. */
  backUp: {
    input: z.object({
      account,
      destination,
      kind: z.enum([...runKinds, 'auto']),
      dryRun: z.boolean(),
      albumView: z.enum(['auto', ...albumViewKinds]),
      limits,
    }),
    output: runReportSchema,
  },
  /**
   * Lets a person choose in Google Photos and stores it, or continues with what an earlier selection `left`. Answered
   * when the run has ended; where to choose comes as a `run-event`.
   */
  pick: {
    input: z.object({
      account,
      destination,
      choice: z.union([
        z.object({ album: z.string().nullable(), most: z.int().positive().nullable() }),
        z.literal('left'),
      ]),
      albumView: z.enum(['auto', ...albumViewKinds]),
      limits,
    }),
    output: runReportSchema,
  },
  /** The person wants no further session of the selection: what they have chosen is all. Does nothing without one. */
  pickNoMore: { input: z.null(), output: z.null() },
  /** Finds export files in files and folders; those recognised by name are not opened. */
  findParts: { input: z.object({ paths: z.array(z.string()) }), output: foundPartsSchema },
  /** What the backup knows of parts, by their content. One whose bytes are in a cloud is fetched by that. */
  partImportStates: {
    input: z.object({ destination, paths: z.array(z.string()) }),
    output: z.array(partImportStateSchema),
  },
  /** Imports parts of exports. Answered when the run has ended. */
  importParts: {
    input: z.object({
      destination,
      paths: z.array(z.string()),
      dryRun: z.boolean(),
      includeTrash: z.boolean(),
      albumView: z.enum(['auto', ...albumViewKinds]),
    }),
    output: runReportSchema,
  },
  /** What lies in Google Drive of exports. At most four requests. */
  driveExports: { input: z.object(drive), output: driveReportSchema },
  /** Imports what is new in Google Drive. Answered when the run has ended. */
  fetchDrive: {
    input: z.object({
      ...drive,
      stamp: z.string().nullable(),
      includeTrash: z.boolean(),
      albumView: z.enum(['auto', ...albumViewKinds]),
    }),
    output: runReportSchema,
  },
  /** Which files in Google Drive tidying up would move to its trash, and which of those there can be taken out again. */
  planDriveTidy: { input: z.object({ destination }), output: tidyReportSchema },
  tidyDrive: { input: z.object(drive), output: tidyReportSchema },
  untidyDrive: { input: z.object(drive), output: untidyReportSchema },
  /** Mends what was found missing or damaged. Answered when the run has ended. `account`: whose library may be asked. */
  repair: {
    input: z.object({
      account: account.nullable(),
      destination,
      albumView: z.enum(['auto', ...albumViewKinds]),
      limits,
    }),
    output: runReportSchema,
  },
  /** What a restore would do. Answered when the account was looked at, which may wait for a limit: a `restore-event` tells. */
  planRestore: { input: z.object(restore), output: restorePlanSchema },
  /**
   * Sends photos back to Google Photos, beside whatever run is on: it only reads the folder. Answered when it has ended.
   * `typedEmail`: the account's address as a person typed it.
   */
  restore: { input: z.object({ ...restore, typedEmail: z.string().nullable() }), output: restoreReportSchema },
  /** Ends a restore, or the planning of one, within seconds. Does nothing without one. */
  stopRestore: { input: z.null(), output: z.null() },
  /** Reads every stored file again. Answered when it has ended; how far it is comes as `verify-progress`. */
  verify: { input: z.object({ destination }), output: verificationOutcomeSchema },
  /** Reads today's share of the library again. Answered when it has ended, as soon as a run begins at the latest. */
  scrub: { input: z.object({ destination, everyDays: z.int().positive() }), output: scrubReportSchema },
  /** Ends the scrub within a second. Does nothing without one. */
  stopScrub: { input: z.null(), output: z.null() },
  /** Without any export before the first import. */
  exports: { input: z.object({ destination }), output: exportsReportSchema },
  /** Photos and videos of which it is not certain which sidecar speaks of them, by id after `after`. */
  doubtful: {
    input: z.object({ destination, after: count, limit: z.int().min(1).max(500) }),
    output: z.array(doubtfulEntrySchema),
  },
  /** How a stored photo came to be what it is. */
  explain: { input: z.object({ destination, id: z.int() }), output: fileExplanationSchema },
  /** Whether runs are not to be felt from now on, the one that is on as well. */
  beGentle: { input: z.object({ isGentle: z.boolean() }), output: z.null() },
  /** Begins nothing new; files in flight have some seconds to finish. Does nothing without a run. */
  stopBackup: { input: z.null(), output: z.null() },
  /** Null when nothing was ever stored there. */
  status: { input: z.object({ destination }), output: libraryStatusSchema.omit({ quota: true }).nullable() },
  quota: { input: z.object({ account, limits }), output: quotaStateSchema },
  months: { input: z.object({ destination, search, filter }), output: z.array(photoMonthSchema) },
  photos: { input: z.object({ destination, search, filter, ...page }), output: z.array(gridPhotoSchema) },
  photosAround: { input: z.object({ destination, search, filter, ...photosAroundQuery }), output: photosAroundSchema },
  /** What was stored last. */
  latestPhotos: {
    input: z.object({ destination, limit: z.int().min(1).max(60) }),
    output: z.array(gridPhotoSchema),
  },
  coverage: { input: z.object({ destination }), output: z.array(coverageMonthSchema) },
  broughtBack: { input: z.object({ destination }), output: broughtBackSchema.nullable() },
  photo: { input: z.object({ destination, id: z.int() }), output: photoDetailSchema },
  /** Relative to the destination, with forward slashes. */
  photoPath: { input: z.object({ destination, id: z.int() }), output: z.string() },
  /** How it is shown large. */
  photoView: { input: z.object({ destination, id: z.int() }), output: photoViewSchema },
  /** Where its bytes lie, found to be there. */
  photoMedia: {
    input: z.object({ destination, id: z.int(), part: z.enum(mediaParts) }),
    output: mediaBytesSchema,
  },
  /** It large, decoded; null when nobody here decodes it. */
  photoPicture: {
    input: z.object({ destination, id: z.int() }),
    output: z.object({ bytes: z.instanceof(Uint8Array), mime: z.string() }).nullable(),
  },
  /** Keeps a frame of a film as its thumbnail. */
  keepPoster: {
    input: z.object({ destination, id: z.int(), webp: z.instanceof(Uint8Array) }),
    output: z.boolean(),
  },
  /** Null when no picture can be made of it. */
  thumbnail: {
    input: z.object({ destination, id: z.int() }),
    output: z.object({ bytes: z.instanceof(Uint8Array), mime: z.string() }).nullable(),
  },
  albums: {
    input: z.object({ destination, search, order: z.enum(['title', 'newest', 'largest']), ...page }),
    output: z.object({ total: count, albums: z.array(albumCardSchema) }),
  },
  albumPhotos: {
    input: z.object({ destination, album: z.int(), ...page }),
    output: z.object({ album: albumCardSchema, total: count, photos: z.array(gridPhotoSchema) }),
  },
  albumAround: { input: z.object({ destination, album: z.int(), ...photosAroundQuery }), output: photosAroundSchema },
  /** Relative to the destination, with forward slashes. */
  albumFolder: { input: z.object({ destination, album: z.int() }), output: z.string() },
  runs: { input: z.object({ destination, ...page }), output: z.array(runReportSchema) },
  runProblems: { input: z.object({ destination, run: z.int() }), output: z.array(problemSchema) },
  problemGroups: { input: z.object({ destination }), output: z.array(problemGroupSchema) },
  problems: {
    input: z.object({ destination, code: z.enum(problemCodes), ...page }),
    output: z.array(listedProblemSchema),
  },
  /**
   * Stops a run in an orderly way, waiting at most so long, and closes what is open. The process ends after the answer.
   */
  shutDown: { input: z.object({ withinMs: z.int().positive() }), output: z.null() },
} as const satisfies Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>;

export type EngineVerb = keyof typeof engineVerbs;
export type EngineInput<V extends EngineVerb> = z.infer<(typeof engineVerbs)[V]['input']>;
export type EngineOutput<V extends EngineVerb> = z.infer<(typeof engineVerbs)[V]['output']>;

const engineVerbNames = Object.keys(engineVerbs) as [EngineVerb, ...EngineVerb[]];
const failure = z.object({ ok: z.literal(false), problem: problemSchema });

/** Messages from main to the engine process. */
export const toEngineSchema = z.discriminatedUnion('kind', [
  /** First of all, once: what the engine is built from. */
  z.object({
    kind: z.literal('begin'),
    dataFolder: z.string(),
    endpoints: z.object({
      authorize: z.string(),
      token: z.string(),
      revoke: z.string(),
      photosLibrary: z.string(),
      photosPicker: z.string(),
      drive: z.string(),
    }),
    timeScale: z.number().positive().max(1),
    /** What the engine's log tells: everything, or what matters. */
    logLevel: z.enum(['debug', 'info']),
  }),
  z.object({ kind: z.literal('ask'), id: z.int(), verb: z.enum(engineVerbNames), input: z.unknown() }),
  /** Development builds: how far the engine's clock goes ahead of the system's, in milliseconds. */
  z.object({ kind: z.literal('clock'), aheadMs: z.number().nonnegative() }),
  /** The answer to `token-wanted`. */
  z.object({
    kind: z.literal('token'),
    id: z.int(),
    result: z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.string() }), failure]),
  }),
  /** The answer to `decode`. */
  z.object({ kind: z.literal('decoded'), id: z.int(), outcome: decodeOutcomeSchema }),
]);
export type ToEngine = z.infer<typeof toEngineSchema>;

/** Messages from the engine process to main. */
export const fromEngineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  /** Every few seconds: silence means that the process hangs. */
  z.object({ kind: z.literal('alive') }),
  z.object({
    kind: z.literal('answer'),
    id: z.int(),
    result: z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: z.unknown() }), failure]),
  }),
  z.object({ kind: z.literal('token-wanted'), id: z.int(), account: z.string(), refused: z.string().nullable() }),
  /** A picture for the decoder, whose process only main can start. */
  z.object({ kind: z.literal('decode'), id: z.int(), request: decodeRequestSchema }),
  /** What a run tells while it goes on. Its end is the answer to the question that began it, and nothing else. */
  z.object({ kind: z.literal('run-event'), event: runNewsSchema }),
  /** The same of a restore, or of the planning of one. */
  z.object({ kind: z.literal('restore-event'), event: restoreNewsSchema }),
  /** How far a verification has come; a few times a second. */
  z.object({ kind: z.literal('verify-progress'), progress: verificationProgressSchema }),
]);
export type FromEngine = z.infer<typeof fromEngineSchema>;
