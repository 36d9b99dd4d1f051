import * as z from 'zod';
import { backupStatusSchema } from './coverage/coverage-models.ts';
import { driveStateSchema } from './drive-desktop-models.ts';
import { languageChoices } from './languages.ts';
import { messageSchema } from './messages/message.ts';
import {
  accountSummarySchema,
  clientSummarySchema,
  destinationReportSchema,
  fidelities,
  libraryStatusSchema,
  quotaStateSchema,
  runKinds,
  runProgressSchema,
  runReportSchema,
  takenReasons,
  tokenStoreKinds,
} from './models.ts';
import { problemSchema } from './problem.ts';
import { problemCodes, retryAdvice } from './problem-codes.ts';
import { appRestoreSchema } from './restore-desktop-models.ts';
import { settingsSchema } from './settings.ts';
import { setupPlanSchema, setupSteps } from './setup-models.ts';
import { sourceKinds } from './source-kinds.ts';
import { takeoutStateSchema } from './takeout-desktop-models.ts';
import { exportsReportSchema } from './takeout-models.ts';
import { verificationSchema } from './verification-models.ts';

/*
 * What the page knows of the app: its settings, and the snapshot with all of its parts and events.
 * Long because the schemas are made of each other.
 */

const instant = z.iso.datetime();
const count = z.int().nonnegative();

/** When runs start automatically. */
export const scheduleSchema = z.discriminatedUnion('mode', [
  /** Again ten minutes after the last run has ended. */
  z.object({ mode: z.literal('continuous') }),
  z.object({ mode: z.literal('every'), hours: z.int().min(1).max(168) }),
  /** Local time of day. */
  z.object({ mode: z.literal('daily'), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
  z.object({ mode: z.literal('manual') }),
]);
export type Schedule = z.infer<typeof scheduleSchema>;

/** Why automatic runs are blocked. */
export const pauseSchema = z.object({
  kind: z.enum(['hour', 'tomorrow', 'until-resumed']),
  /** When it ends automatically; null until the person resumes. */
  until: instant.nullable(),
});
export type Pause = z.infer<typeof pauseSchema>;

/** How the window is coloured; `system` is as the system says. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** When runs are kept from being felt, and so take longer. */
export const gentleTimes = ['on-battery', 'always', 'never'] as const;

/** What the person can change in Settings; kept by the main process. */
export const desktopSettingsSchema = z.object({
  schedule: scheduleSchema.default({ mode: 'every', hours: 6 }),
  /** These four are the command line's too. */
  albumView: settingsSchema.shape.albumView,
  bandwidthLimit: settingsSchema.shape.bandwidthLimit,
  dailyRequestLimit: settingsSchema.shape.dailyRequestLimit,
  scrubDays: settingsSchema.shape.scrubDays,
  runOnBattery: z.boolean().default(true),
  runOnMetered: z.boolean().default(false),
  gentle: z.enum(gentleTimes).default('on-battery'),
  launchAtLogin: z.boolean().default(false),
  startHidden: z.boolean().default(true),
  /** Files of proved exports are moved to the trash of Google Drive; changed by `drive.switchTidy`. */
  tidyDrive: z.boolean().default(false),
  notifyProblems: z.boolean().default(true),
  notifyFirstSuccess: z.boolean().default(true),
  /** Counts only once the person has answered: see `looksForUpdates`. */
  checkForUpdates: z.boolean().default(false),
  /** The person has said whether Afterimage may look for new versions of itself; until then nobody is asked. */
  answeredUpdates: z.boolean().default(false),
  language: z.enum(languageChoices).default('system'),
  theme: z.enum(themes).default('system'),
});
export type DesktopSettings = z.infer<typeof desktopSettingsSchema>;

/** Whether the person wants new versions looked for. A `true` that nobody has said, an older default, is no yes. */
export function looksForUpdates(settings: Pick<DesktopSettings, 'answeredUpdates' | 'checkForUpdates'>): boolean {
  return settings.answeredUpdates && settings.checkForUpdates;
}

const fields = desktopSettingsSchema.shape;

/** A change of some settings; what is not named stays. `partial()` alone would fill in the defaults of all others. */
export const desktopSettingsChangeSchema = z
  .object({
    schedule: fields.schedule.unwrap(),
    albumView: fields.albumView.unwrap(),
    bandwidthLimit: fields.bandwidthLimit.unwrap(),
    dailyRequestLimit: fields.dailyRequestLimit.unwrap(),
    scrubDays: fields.scrubDays.unwrap(),
    runOnBattery: fields.runOnBattery.unwrap(),
    runOnMetered: fields.runOnMetered.unwrap(),
    gentle: fields.gentle.unwrap(),
    launchAtLogin: fields.launchAtLogin.unwrap(),
    startHidden: fields.startHidden.unwrap(),
    notifyProblems: fields.notifyProblems.unwrap(),
    notifyFirstSuccess: fields.notifyFirstSuccess.unwrap(),
    checkForUpdates: fields.checkForUpdates.unwrap(),
    answeredUpdates: fields.answeredUpdates.unwrap(),
    language: fields.language.unwrap(),
    theme: fields.theme.unwrap(),
  })
  .partial();
export type DesktopSettingsChange = z.infer<typeof desktopSettingsChangeSchema>;

/** The state of the engine's process as the main process sees it. */
export const engineStates = ['starting', 'ready', 'restarting', 'crashed'] as const;
export type EngineState = (typeof engineStates)[number];

/** A run that is going on. */
export const liveRunSchema = z.object({
  run: z.int(),
  source: z.enum(sourceKinds),
  kind: z.enum(runKinds),
  account: z.string(),
  startedAt: instant,
  stopping: z.boolean(),
  progress: runProgressSchema,
});
export type LiveRun = z.infer<typeof liveRunSchema>;

/** The one sentence of state, and what colour the tray has. */
export const appStatuses = ['setting-up', 'idle', 'running', 'done', 'attention', 'error', 'paused'] as const;
export type AppStatus = (typeof appStatuses)[number];

/** A sign-in that waits for the browser. */
const pendingSignInSchema = z.object({ startedAt: instant, expiresAt: instant });

/** Problems of one code, as the Problems screen groups them. */
export const problemGroupSchema = z.object({
  code: z.enum(problemCodes),
  title: z.string(),
  explanation: z.string(),
  wayOut: z.string(),
  retry: z.enum(retryAdvice),
  /** The way out of the latest, where it is not the code's own. */
  advice: messageSchema.optional(),
  link: z.string().nullable(),
  count,
  newest: instant,
  /** A few of them, to recognise what it is about. */
  examples: z.array(z.string()),
});
export type ProblemGroup = z.infer<typeof problemGroupSchema>;

/** The state of a selection in Google's picker, as the page shows it. */
const selectionStages = z.discriminatedUnion('stage', [
  /** Google asks the person in the browser whether Afterimage may see what they choose; only the first time. */
  z.object({ stage: z.literal('permission') }),
  /** Another run is in progress; the selection begins when it has ended. */
  z.object({ stage: z.literal('queued') }),
  /** Google is asked for a page to choose on. */
  z.object({ stage: z.literal('opening') }),
  /** The person chooses at `address`, until `waitsUntil` at the latest. */
  z.object({
    stage: z.literal('waiting'),
    address: z.url({ protocol: /^https?$/ }),
    /** 1 for the first session of the selection; one takes at most 2,000 items. */
    session: z.int().positive(),
    /** Chosen in the sessions before this one. */
    chosen: count,
    waitsUntil: instant,
    /** An earlier start of the program began it, so no browser was opened this time. */
    isTakenUp: z.boolean(),
    /** Why the browser did not open. */
    notOpened: problemSchema.nullable(),
  }),
  /** The person has pressed Done; `run` has the progress. How many they chose is null until all is listed. */
  z.object({ stage: z.literal('fetching'), chosen: count.nullable() }),
  z.object({
    stage: z.literal('ended'),
    chosen: count,
    /** Null when nothing was begun. */
    report: runReportSchema.nullable(),
    /** Why it ended early. */
    problem: problemSchema.nullable(),
    /** Some of it is still to be fetched: Google hands it out until then. Null when nothing is left. */
    keptUntil: instant.nullable(),
  }),
]);

/** A selection in Google's picker that is in progress, or has ended and was not dismissed. */
export const selectionSchema = z.object({
  /** Whose photos: the account's e-mail address. */
  email: z.string(),
  /** The album that everything chosen goes into; null for none. */
  album: z.string().nullable(),
  now: selectionStages,
});
export type Selection = z.infer<typeof selectionSchema>;

/** Where sign-ins are kept; `opening` until the keychain has answered, which may take a person's password. */
const shownTokenStores = [...tokenStoreKinds, 'opening'] as const;

/** Everything the page needs to draw its first screen; later changes come as events with the next `seq`. */
export const appSnapshotSchema = z.object({
  seq: count,
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  setup: z.object({ step: z.enum(setupSteps), finished: z.boolean() }),
  plan: setupPlanSchema,
  client: clientSummarySchema.nullable(),
  tokenStore: z.enum(shownTokenStores),
  /** Why the keychain could not be opened; it is tried again. Null when it is open, or is not used. */
  keychainProblem: problemSchema.nullable(),
  accounts: z.array(accountSummarySchema),
  activeAccount: z.string().nullable(),
  pendingSignIn: pendingSignInSchema.nullable(),
  destination: destinationReportSchema.nullable(),
  /** Why the folder cannot be used now: unplugged, foreign, full. */
  destinationTrouble: problemSchema.nullable(),
  engine: z.enum(engineStates),
  online: z.boolean(),
  /** This build has a page of releases to look at; without one nobody is ever asked about updates. */
  hasUpdateFeed: z.boolean(),
  status: z.enum(appStatuses),
  /** The sentence of state that the tray and the Overview show, before it is put into words. */
  statusText: messageSchema,
  /** What the sentence follows from: how far the library is covered, and the one thing to do next. */
  backup: backupStatusSchema,
  run: liveRunSchema.nullable(),
  selection: selectionSchema.nullable(),
  takeout: takeoutStateSchema,
  drive: driveStateSchema,
  restore: appRestoreSchema.nullable(),
  verification: verificationSchema.nullable(),
  /** Null until the catalog was asked, and without a folder. */
  exports: exportsReportSchema.nullable(),
  /** The latest backup; what a person chose by hand says nothing of the rest. */
  lastRun: runReportSchema.nullable(),
  lastSuccess: instant.nullable(),
  /** What stopped the last run, when it needs a person. */
  trouble: problemSchema.nullable(),
  nextRuns: z.array(instant).max(3),
  pause: pauseSchema.nullable(),
  quota: quotaStateSchema.nullable(),
  library: libraryStatusSchema.nullable(),
  problems: z.array(problemGroupSchema),
  recentRuns: z.array(runReportSchema).max(30),
  settings: desktopSettingsSchema,
});
export type AppSnapshot = z.infer<typeof appSnapshotSchema>;

/** A change of the snapshot: the named keys take new values. Numbered without gaps; a gap means: fetch again. */
export const appEventSchema = z.object({
  seq: count,
  change: appSnapshotSchema.omit({ seq: true, version: true, platform: true }).partial(),
});
export type AppEvent = z.infer<typeof appEventSchema>;

/** One stored photo or video in the grid. */
export const gridPhotoSchema = z.object({
  /** The asset's id; thumbnails are at `/thumbnail/<id>` of the page's own origin. */
  id: z.int(),
  name: z.string(),
  kind: z.enum(['photo', 'video']),
  takenLocal: z.string().nullable(),
  width: count.nullable(),
  height: count.nullable(),
});
export type GridPhoto = z.infer<typeof gridPhotoSchema>;

/** How many photos a month has: what the grid and its scrubber are laid out from. Newest first; null is undated. */
export const photoMonthSchema = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable(),
  count,
});
export type PhotoMonth = z.infer<typeof photoMonthSchema>;

/** Everything known about one stored photo. */
export const photoDetailSchema = gridPhotoSchema.extend({
  path: z.string(),
  bytes: count,
  sha256: z.string(),
  mimeType: z.string(),
  zoneMinutes: z.int().nullable(),
  takenReason: z.enum(takenReasons),
  /** Null for a file that was found in the folder and that no source has shown yet. */
  fidelity: z.enum(fidelities).nullable(),
  description: z.string().nullable(),
  storedAt: instant,
  verifiedAt: instant.nullable(),
  sources: z.array(z.object({ source: z.enum(sourceKinds), account: z.string(), filename: z.string() })),
  albums: z.array(z.object({ id: z.int(), title: z.string() })),
});
export type PhotoDetail = z.infer<typeof photoDetailSchema>;

/** An album in the Albums screen. */
export const albumCardSchema = z.object({
  id: z.int(),
  title: z.string(),
  items: count,
  stored: count,
  /** Asset id of the cover's thumbnail. */
  cover: z.int().nullable(),
  absentSince: instant.nullable(),
});
export type AlbumCard = z.infer<typeof albumCardSchema>;
