import * as z from 'zod';
import { scheduleSchema } from '../contract/desktop-models.ts';
import { settingsSchema } from '../contract/settings.ts';

/* What the command line keeps in settings.json beyond the shared settings: profiles. */

const folderSchema = z.object({ path: z.string(), identity: z.string() });

const watchFolderSchema = z.object({ path: z.string(), isOn: z.boolean() }).nullable();

/** What a run does and who hears of it: the same for everybody, but where a profile has its own. */
const runShape = {
  /** Items fetched side by side; null: as usual. */
  transfers: z.int().min(1).max(64).nullable(),
  /** Bytes that stay free on the disk of the backup; null: none. */
  minFree: z.int().positive().nullable(),
  /** Globs, as given to `--include` and `--exclude`. */
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  /** A day or a moment; null: from any time. */
  since: z.string().nullable(),
  albumsOnly: z.boolean(),
  /** Runs take little of the processor, and longer. */
  gentle: z.literal('yes').nullable(),
  /** An address that hears of every start, success and failure of a run. */
  healthcheck: z.url({ protocol: /^https?$/u }).nullable(),
  /** Commands for the system's shell after a run. */
  onSuccess: z.string().nullable(),
  onFailure: z.string().nullable(),
  /** Where the daemon shows its numbers on 127.0.0.1. */
  metricsPort: z.int().min(1).max(65_535).nullable(),
} as const;

/**
 * What `--profile NAME` stands for: whose photos, into which folder, how often (null: as without a profile), and whatever
 * else was set for it; what was not is as without a profile.
 */
export const profileSchema = z.object({
  account: z.string().nullable().default(null),
  destination: folderSchema.nullable().default(null),
  schedule: scheduleSchema.nullable().default(null),
  watchFolder: watchFolderSchema.optional(),
  bandwidthLimit: settingsSchema.shape.bandwidthLimit.unwrap().optional(),
  albumView: settingsSchema.shape.albumView.unwrap().optional(),
  scrubDays: settingsSchema.shape.scrubDays.unwrap().optional(),
  ...z.object(runShape).partial().shape,
});
export type Profile = z.infer<typeof profileSchema>;

/** What the command line alone keeps, under one key of the settings file. */
const ownSchema = z.object({
  /** As given to `--token-store` at a sign-in; null: the keychain. */
  tokenStore: z.string().nullable().default(null),
  /** Whose photos; null: everybody who is signed in. */
  account: z.string().nullable().default(null),
  profiles: z.record(z.string(), profileSchema).default({}),
  /** Folders of single accounts, by the account's id. */
  folders: z.record(z.string(), folderSchema).default({}),
  transfers: runShape.transfers.default(null),
  minFree: runShape.minFree.default(null),
  include: runShape.include.default([]),
  exclude: runShape.exclude.default([]),
  since: runShape.since.default(null),
  albumsOnly: runShape.albumsOnly.default(false),
  healthcheck: runShape.healthcheck.default(null),
  onSuccess: runShape.onSuccess.default(null),
  onFailure: runShape.onFailure.default(null),
  metricsPort: runShape.metricsPort.default(null),
  gentle: runShape.gentle.default(null),
});
type OwnSettings = z.infer<typeof ownSchema>;

/** The settings file as the command line reads it: what the app reads too, and what is its own. */
export const commandLineSettingsSchema = z.object({
  ...settingsSchema.shape,
  /** The app's, which the daemon keeps as well. */
  schedule: scheduleSchema.default({ mode: 'every', hours: 6 }),
  watchFolder: watchFolderSchema.default(null),
  commandLine: ownSchema.default(ownSchema.parse({})),
});
export type CommandLineSettings = z.infer<typeof commandLineSettingsSchema>;

/** What is to be changed; of the command line's own only what is named. */
export type SettingsChange = Partial<Omit<CommandLineSettings, 'commandLine'>> & {
  readonly commandLine?: Partial<OwnSettings>;
};
