import * as z from 'zod';
import {
  albumCardSchema,
  appSnapshotSchema,
  desktopSettingsChangeSchema,
  desktopSettingsSchema,
  gridPhotoSchema,
  photoDetailSchema,
  photoMonthSchema,
} from './desktop-models.ts';
import { driveModes } from './drive-models.ts';
import { accountSummarySchema, clientSummarySchema, destinationReportSchema, runReportSchema } from './models.ts';
import { broughtBackSchema, coverageMonthSchema, photoFilterSchema } from './photo-filter.ts';
import { photosAroundQuery, photosAroundSchema } from './photos-around.ts';
import { problemSchema } from './problem.ts';
import { problemCodes } from './problem-codes.ts';
import { pageSelectionSchema } from './restore-desktop-models.ts';
import { capabilities } from './scopes.ts';
import { setupPlanChangeSchema, setupSteps } from './setup-models.ts';
import { clouds, takeoutCandidatesSchema } from './takeout-desktop-models.ts';
import { doubtfulEntrySchema, fileExplanationSchema } from './takeout-models.ts';
import { maxMapCharacters, maxPosterBytes, photoViewSchema } from './viewer-models.ts';

/* Every verb that the page may ask main, with its input and output; and the bridge by which it asks. */

/** Pages that the app may open in the person's browser. The page names one; it never hands over an address. */
export const externalLinks = {
  'console-create-project': 'https://console.cloud.google.com/projectcreate',
  'console-enable-library': 'https://console.cloud.google.com/apis/library/photoslibrary.googleapis.com',
  'console-enable-picker': 'https://console.cloud.google.com/apis/library/photospicker.googleapis.com',
  'console-enable-drive': 'https://console.cloud.google.com/apis/library/drive.googleapis.com',
  'console-enable-drive-picker': 'https://console.cloud.google.com/apis/library/picker.googleapis.com',
  'console-home': 'https://console.cloud.google.com/',
  'console-overview': 'https://console.cloud.google.com/auth/overview',
  'console-scopes': 'https://console.cloud.google.com/auth/scopes',
  'console-audience': 'https://console.cloud.google.com/auth/audience',
  'console-clients': 'https://console.cloud.google.com/auth/clients',
  'google-storage': 'https://one.google.com/storage',
  'google-permissions': 'https://myaccount.google.com/connections',
  'google-photos': 'https://photos.google.com/',
  'google-takeout': 'https://takeout.google.com/settings/takeout/custom/photos',
} as const;
export type ExternalLink = keyof typeof externalLinks;
const externalLinkNames = Object.keys(externalLinks) as [ExternalLink, ...ExternalLink[]];

const nothing = z.null();
const page = { offset: z.int().nonnegative(), limit: z.int().min(1).max(500) };

/** What the page may ask of the main process: verb → input, output. Everything else is refused. */
export const ipcSchema = {
  'app.snapshot': { input: nothing, output: appSnapshotSchema },
  /** The page says that it has drawn its first snapshot. */
  'app.shown': { input: nothing, output: nothing },
  'app.openLink': { input: z.object({ link: z.enum(externalLinkNames) }), output: nothing },
  /** Opens the link of a problem that the engine reported; only Google's console can be behind it. */
  'app.openProblemLink': { input: z.object({ code: z.enum(problemCodes) }), output: nothing },
  /** Puts a text that the page shows on the clipboard, which the page itself has no permission for. */
  'app.copyText': { input: z.object({ text: z.string().min(1).max(20_000) }), output: nothing },
  'app.quit': { input: nothing, output: nothing },
  'app.restartEngine': { input: nothing, output: nothing },
  'app.licences': { input: nothing, output: z.string() },
  /** Opens the folder of the logs in the file manager. */
  'app.showLog': { input: nothing, output: nothing },
  'app.saveSupportBundle': { input: nothing, output: z.object({ saved: z.boolean() }) },
  'setup.goTo': { input: z.object({ step: z.enum(setupSteps) }), output: nothing },
  /** What is to be backed up, and how. */
  'setup.plan': { input: setupPlanChangeSchema, output: nothing },
  /** The person says that they have ordered an export at Google, or not. */
  'setup.ordered': { input: z.object({ isOrdered: z.boolean() }), output: nothing },
  /** Ends the set-up and starts what it was for. */
  'setup.finish': { input: nothing, output: nothing },
  /** The text of a client file that was dropped or pasted. */
  'client.set': { input: z.object({ text: z.string().max(65_536) }), output: clientSummarySchema },
  /** Lets the person choose the file; null when the dialog was cancelled. */
  'client.choose': { input: nothing, output: clientSummarySchema.nullable() },
  /** Looks for client files in the downloads; asking is leave to look there from now on. Newest first. */
  'client.lookInDownloads': {
    input: nothing,
    output: z.array(z.object({ file: z.uuid(), name: z.string(), modifiedAt: z.iso.datetime() })),
  },
  /** Sets the client of a file that `client.lookInDownloads` found. */
  'client.useFound': { input: z.object({ file: z.uuid() }), output: clientSummarySchema },
  'client.remove': { input: nothing, output: nothing },
  'account.signIn': {
    input: z.object({ capability: z.enum(capabilities), account: z.string().max(64).nullable() }),
    output: accountSummarySchema,
  },
  /** Tries again to open the keychain, which may ask the person for its password. */
  'account.openKeychain': { input: nothing, output: nothing },
  'account.cancelSignIn': { input: nothing, output: nothing },
  'account.signOut': { input: z.object({ account: z.string().max(64) }), output: nothing },
  'account.use': { input: z.object({ account: z.string().max(64) }), output: nothing },
  /** Lets the person choose a folder and probes it; nothing is set yet. Null when the dialog was cancelled. */
  'destination.choose': {
    input: nothing,
    output: z.object({ choice: z.uuid(), report: destinationReportSchema }).nullable(),
  },
  /** Uses the folder of an earlier `destination.choose`. */
  'destination.use': { input: z.object({ choice: z.uuid() }), output: destinationReportSchema },
  'destination.open': { input: nothing, output: nothing },
  'destination.check': { input: nothing, output: destinationReportSchema },
  /** Reads every stored file again; the snapshot tells. Problem: `run-going-on`. */
  'destination.verify': { input: nothing, output: nothing },
  'destination.stopVerifying': { input: nothing, output: nothing },
  /** Puts the outcome of a verification away. */
  'destination.dismissVerification': { input: nothing, output: nothing },
  'backup.start': { input: z.object({ full: z.boolean() }), output: nothing },
  /** Mends what was found missing or damaged in the folder. */
  'backup.repair': { input: nothing, output: nothing },
  'backup.stop': { input: nothing, output: nothing },
  'backup.pause': { input: z.object({ kind: z.enum(['hour', 'tomorrow', 'until-resumed']) }), output: nothing },
  'backup.resume': { input: nothing, output: nothing },
  /** Lets the person choose in Google Photos. Asks for the permission the first time; waits for a run in progress. */
  'pick.start': { input: z.object({ album: z.string().trim().min(1).max(200).nullable() }), output: nothing },
  /** Fetches what an earlier selection left. */
  'pick.goOn': { input: nothing, output: nothing },
  'pick.cancel': { input: nothing, output: nothing },
  /** Opens the page to choose on, again. */
  'pick.openBrowser': { input: nothing, output: nothing },
  /** Puts the address of that page on the clipboard, for another browser. */
  'pick.copyAddress': { input: nothing, output: nothing },
  /** No further session of the selection: what was chosen is all. */
  'pick.noMore': { input: nothing, output: nothing },
  /** Puts the outcome of a selection away. */
  'pick.dismiss': { input: nothing, output: nothing },
  /**
   * Lets the person choose archives, or a folder with them; null when the dialog was cancelled. Nothing is read yet.
   */
  'takeout.chooseParts': {
    input: z.object({ what: z.enum(['files', 'folder']) }),
    output: takeoutCandidatesSchema.nullable(),
  },
  /** Imports what was chosen or dropped; waits for a run in progress. The snapshot tells. */
  'takeout.import': { input: z.object({ offer: z.uuid(), includeTrash: z.boolean() }), output: nothing },
  /** Continues with an import that ended early. */
  'takeout.goOn': { input: nothing, output: nothing },
  /** Stops the import, or takes it back while it waits. What it has stored stays. */
  'takeout.stop': { input: nothing, output: nothing },
  /** Puts the outcome of an import away. */
  'takeout.dismiss': { input: nothing, output: nothing },
  /** Lets the person choose the folder whose finished parts are imported automatically. */
  'takeout.chooseWatchFolder': { input: nothing, output: z.object({ chosen: z.boolean() }) },
  /** Watches the downloads, without asking for a folder. */
  'takeout.watchDownloads': { input: nothing, output: nothing },
  /** Watches a folder that a cloud's program keeps in step, of those that were suggested. */
  'takeout.watchSuggested': { input: z.object({ folder: z.int().nonnegative() }), output: nothing },
  /** Folders of clouds on this computer in which Google delivers exports; `folder` is for `takeout.watchSuggested`. */
  'takeout.suggestFolders': {
    input: nothing,
    output: z.array(z.object({ folder: z.int().nonnegative(), cloud: z.enum(clouds), path: z.string() })),
  },
  /** Watches the folder again that was watched before. */
  'takeout.startWatching': { input: nothing, output: nothing },
  'takeout.stopWatching': { input: nothing, output: nothing },
  /** Photos of which it is not certain which sidecar speaks of them, by id after `after`; 0 for the first page. */
  'takeout.doubtful': {
    input: z.object({ after: z.int().nonnegative(), limit: z.int().min(1).max(500) }),
    output: z.array(doubtfulEntrySchema),
  },
  /** Shows a part of an export in the file manager, where it was seen last. */
  'takeout.showPart': { input: z.object({ part: z.int() }), output: nothing },
  /** Asks for the permission to read exports in Google Drive, on Google's page. */
  'drive.connect': { input: z.object({ mode: z.enum(driveModes) }), output: nothing },
  'drive.disconnect': { input: nothing, output: nothing },
  /** What lies in Google Drive, now. */
  'drive.look': { input: nothing, output: nothing },
  /** Imports what is new in Google Drive; waits for a run in progress. */
  'drive.fetch': { input: nothing, output: nothing },
  'drive.stop': { input: nothing, output: nothing },
  /** Puts the outcome of a fetch away. */
  'drive.dismiss': { input: nothing, output: nothing },
  /** Tidying up by itself, which asks for a permission of its own. */
  'drive.switchTidy': { input: z.object({ isOn: z.boolean() }), output: nothing },
  /** Moves the listed files to the trash of Google Drive, now. */
  'drive.tidy': { input: nothing, output: nothing },
  /** Takes them out of the trash again, and switches tidying up off. */
  'drive.undoTidy': { input: nothing, output: nothing },
  /**
   * Plans a restore to an account, the one in use for null; the snapshot tells. Asks for the permissions the first time.
   */
  'restore.plan': {
    input: z.object({ selection: pageSelectionSchema, account: z.string().max(64).nullable() }),
    output: nothing,
  },
  /** Sends what was planned. `typedEmail`: the account's address, where the plan warns of doubles. */
  'restore.start': { input: z.object({ typedEmail: z.string().max(320).nullable() }), output: nothing },
  'restore.pause': { input: nothing, output: nothing },
  'restore.resume': { input: nothing, output: nothing },
  /** Gives it up; what has arrived at Google stays there. */
  'restore.cancel': { input: nothing, output: nothing },
  /** Puts a plan or an outcome away. */
  'restore.dismiss': { input: nothing, output: nothing },
  'photos.months': {
    input: z.object({ search: z.string().max(200), filter: photoFilterSchema.optional() }),
    output: z.array(photoMonthSchema),
  },
  /** Newest first, in the order of `photos.months`. */
  'photos.page': {
    input: z.object({ search: z.string().max(200), filter: photoFilterSchema.optional(), ...page }),
    output: z.array(gridPhotoSchema),
  },
  /** What lies around a photo in that order now, for the viewer. */
  'photos.around': {
    input: z.object({ search: z.string().max(200), filter: photoFilterSchema.optional(), ...photosAroundQuery }),
    output: photosAroundSchema,
  },
  /** What was stored last, the newest of it first: photos develop while an import goes on. */
  'photos.latest': { input: z.object({ limit: z.int().min(1).max(60) }), output: z.array(gridPhotoSchema) },
  /** How much of each month is in the backup. */
  'photos.coverage': { input: nothing, output: z.array(coverageMonthSchema) },
  /** A picture of the coverage map that the page has drawn, as PNG in base64; the person chooses where to. */
  'photos.saveCoverage': {
    input: z.object({ png: z.base64().max(maxMapCharacters) }),
    output: z.object({ saved: z.boolean() }),
  },
  /** What exports brought back; null before the first run. */
  'photos.broughtBack': { input: nothing, output: broughtBackSchema.nullable() },
  'photos.detail': { input: z.object({ id: z.int() }), output: photoDetailSchema },
  /** Which sidecar, which date and why, which albums, which sources. */
  'photos.explain': { input: z.object({ id: z.int() }), output: fileExplanationSchema },
  /** How a photo or film is shown large. Problems: `entry-unknown`, `file-missing`, `file-changed`. */
  'photos.view': { input: z.object({ id: z.int() }), output: photoViewSchema },
  /** Opens it in the program that the system opens such files with. Problem: `file-not-opened`. */
  'photos.openExternally': { input: z.object({ id: z.int() }), output: nothing },
  /** A frame of a film that the page has drawn, as WebP in base64: it becomes the film's thumbnail. */
  'photos.keepPoster': {
    input: z.object({ id: z.int(), webp: z.base64().max(Math.ceil(maxPosterBytes / 3) * 4) }),
    output: z.object({ kept: z.boolean() }),
  },
  'photos.showInFolder': { input: z.object({ id: z.int() }), output: nothing },
  'albums.page': {
    input: z.object({ search: z.string().max(200), order: z.enum(['title', 'newest', 'largest']), ...page }),
    output: z.object({ total: z.int().nonnegative(), albums: z.array(albumCardSchema) }),
  },
  'albums.photos': {
    input: z.object({ album: z.int(), ...page }),
    output: z.object({ album: albumCardSchema, total: z.int().nonnegative(), photos: z.array(gridPhotoSchema) }),
  },
  /** What lies around a photo in the order of `albums.photos` now. */
  'albums.around': { input: z.object({ album: z.int(), ...photosAroundQuery }), output: photosAroundSchema },
  'albums.showInFolder': { input: z.object({ album: z.int() }), output: nothing },
  'activity.runs': { input: z.object(page), output: z.array(runReportSchema) },
  'activity.runProblems': { input: z.object({ run: z.int() }), output: z.array(problemSchema) },
  'problems.list': {
    input: z.object({ code: z.enum(problemCodes), ...page }),
    output: z.array(z.object({ id: z.int(), at: z.iso.datetime(), problem: problemSchema })),
  },
  'problems.retry': { input: nothing, output: nothing },
  'problems.exportCsv': { input: nothing, output: z.object({ saved: z.boolean() }) },
  'settings.change': { input: desktopSettingsChangeSchema, output: desktopSettingsSchema },
} as const satisfies Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>;

export type IpcVerb = keyof typeof ipcSchema;
export type IpcInput<V extends IpcVerb> = z.infer<(typeof ipcSchema)[V]['input']>;
export type IpcOutput<V extends IpcVerb> = z.infer<(typeof ipcSchema)[V]['output']>;

/** A request larger than this (as JSON, in UTF-16 units) is refused unread; that of a picture has {@link maxRequestUnitsOf}. */
export const maxRequestUnits = 131_072;

/** The most that a request of a verb may have, as JSON in UTF-16 units. */
export function maxRequestUnitsOf(verb: IpcVerb): number {
  return verb === 'photos.saveCoverage' ? maxRequestUnits + maxMapCharacters : maxRequestUnits;
}

/** What main answers: never an exception. */
export type IpcAnswer<V extends IpcVerb> =
  | { readonly ok: true; readonly value: IpcOutput<V> }
  | { readonly ok: false; readonly problem: z.infer<typeof problemSchema> };

/** What main answers to dropped files. Problem: `part-not-recognised` when none of them is on a disk. */
export type CandidatesAnswer =
  | { readonly ok: true; readonly value: z.infer<typeof takeoutCandidatesSchema> }
  | { readonly ok: false; readonly problem: z.infer<typeof problemSchema> };

/** What is used of the browser's `File`; only a real one has a path. */
export interface DroppedFile {
  readonly name: string;
}

/** What the preload puts on the page's window. */
export interface AfterimageBridge {
  readonly ask: <V extends IpcVerb>(verb: V, input: IpcInput<V>) => Promise<IpcAnswer<V>>;
  /** Calls back with each event; returns what ends it. */
  readonly onEvent: (listener: (event: unknown) => void) => () => void;
  /**
   * Offers files and folders that a person dropped on the page for import. The page never learns where they are: the
   * preload does, of real files alone.
   */
  readonly offerDropped: (files: readonly DroppedFile[]) => Promise<CandidatesAnswer>;
}
