import * as z from 'zod';
import { albumViewKinds } from './models.ts';

/* The settings that the app and the command line share, with their bounds. */

/** A disk that fails is noticed within a season. */
export const defaultScrubDays = 90;

/** The settings that the desktop app and the command line share: one JSON file in the data folder. */
export const settingsSchema = z.object({
  /** Grows by one with each migration of this file. */
  version: z.literal(1).default(1),
  destination: z.object({ path: z.string(), identity: z.string() }).nullable().default(null),
  /** `auto` takes the best view that the file system allows. */
  albumView: z.enum(['auto', ...albumViewKinds]).default('auto'),
  /** Requests a day that Afterimage may use of the project's limit; null leaves it at Google's own limit. */
  dailyRequestLimit: z.int().positive().nullable().default(null),
  /** Bytes a second; null is unlimited. */
  bandwidthLimit: z.int().positive().nullable().default(null),
  /** Everything is read again and compared once in so many days, a share every day; null: only when asked. */
  scrubDays: z.int().min(1).max(3_650).nullable().default(defaultScrubDays),
});
