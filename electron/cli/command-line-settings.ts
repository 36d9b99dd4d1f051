import * as z from 'zod';
import { scheduleSchema } from '../contract/desktop-models.ts';
import { settingsSchema } from '../contract/settings.ts';

/* What the command line keeps in settings.json beyond the shared settings: profiles. */

const folderSchema = z.object({ path: z.string(), identity: z.string() });

/** What `--profile NAME` stands for: whose photos, into which folder, how often. Null: as without a profile. */
const profileSchema = z.object({
  account: z.string().nullable().default(null),
  destination: folderSchema.nullable().default(null),
  schedule: scheduleSchema.nullable().default(null),
});
export type Profile = z.infer<typeof profileSchema>;

/** A profile of which nothing is known yet. */
export const newProfile: Profile = profileSchema.parse({});

/** What the command line alone keeps, under one key of the settings file. */
const ownSchema = z.object({
  /** As given to `--token-store` at a sign-in; null: the keychain. */
  tokenStore: z.string().nullable().default(null),
  /** Whose photos; null: everybody who is signed in. */
  account: z.string().nullable().default(null),
  /** Items fetched side by side; null: as usual. */
  transfers: z.int().min(1).max(64).nullable().default(null),
  /** Bytes that stay free on the disk of the backup; null: none. */
  minFree: z.int().positive().nullable().default(null),
  /** Runs take little of the processor, and longer. */
  gentle: z.literal('yes').nullable().default(null),
  profiles: z.record(z.string(), profileSchema).default({}),
  /** Folders of single accounts, by the account's id. */
  folders: z.record(z.string(), folderSchema).default({}),
  /** An address that hears of every start, success and failure of a run. */
  healthcheck: z
    .url({ protocol: /^https?$/u })
    .nullable()
    .default(null),
  /** Commands for the system's shell after a run. */
  onSuccess: z.string().nullable().default(null),
  onFailure: z.string().nullable().default(null),
  /** Where the daemon shows its numbers on 127.0.0.1. */
  metricsPort: z.int().min(1).max(65_535).nullable().default(null),
});

/** The settings file as the command line reads it: what the app reads too, and what is its own. */
export const commandLineSettingsSchema = z.object({
  ...settingsSchema.shape,
  /** The app's, which the daemon keeps as well. */
  schedule: scheduleSchema.default({ mode: 'every', hours: 6 }),
  watchFolder: z.object({ path: z.string(), isOn: z.boolean() }).nullable().default(null),
  commandLine: ownSchema.default(ownSchema.parse({})),
});
export type CommandLineSettings = z.infer<typeof commandLineSettingsSchema>;
