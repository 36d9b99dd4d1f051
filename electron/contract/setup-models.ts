import * as z from 'zod';
import { driveModes } from './drive-models.ts';

/** The steps of setting up that any way through it can have. */
export const setupSteps = ['welcome', 'folder', 'order', 'pickup', 'client', 'publish', 'sign-in', 'done'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** What a person has: the whole library as exports, photos that they choose, or what their own client ID made. */
export const setupDoors = ['library', 'choice', 'client'] as const;
export type SetupDoor = (typeof setupDoors)[number];

/** How exports come: fetched from Google Drive, or downloaded by the person. */
export const exportPickups = ['drive', 'downloads'] as const;
export type ExportPickup = (typeof exportPickups)[number];

/** What a person wants to be backed up, and how; chosen during setup. */
export const setupPlanSchema = z.object({
  /** Accounts that gave the permission of the Library API for a restore alone: nothing is backed up by it. */
  libraryForRestore: z.array(z.string()).default([]),
  /** Null before a door was chosen, and for a setup that was made without one. */
  door: z.enum(setupDoors).nullable().default(null),
  pickup: z.enum(exportPickups).nullable().default(null),
  driveMode: z.enum(driveModes).default('ask-each-time'),
  /** When an export was ordered at Google, as the person says; ISO 8601. */
  orderedAt: z.iso.datetime().nullable().default(null),
  /** How large the library is, as the person says; bytes. */
  libraryBytes: z.int().positive().nullable().default(null),
  /** Whether client files may be looked for in the downloads; null before that was asked. */
  mayLookInDownloads: z.boolean().nullable().default(null),
});
export type SetupPlan = z.infer<typeof setupPlanSchema>;

/** A change of the plan; what is not named stays. */
export const setupPlanChangeSchema = z
  .object({
    door: z.enum(setupDoors),
    pickup: z.enum(exportPickups),
    driveMode: z.enum(driveModes),
    libraryBytes: z.int().positive().nullable(),
  })
  .partial();
export type SetupPlanChange = z.infer<typeof setupPlanChangeSchema>;

/** Which steps a door leads through, in order. Nothing is asked for that a door does not need. */
export function stepsOf({
  door,
  pickup,
  driveMode,
}: Pick<SetupPlan, 'door' | 'pickup' | 'driveMode'>): readonly SetupStep[] {
  if (door === null) return ['welcome', 'done'];
  if (door === 'choice') return ['welcome', 'folder', 'client', 'publish', 'sign-in', 'done'];
  if (door === 'client') return ['welcome', 'client', 'publish', 'sign-in', 'folder', 'done'];
  if (pickup !== 'drive') return ['welcome', 'folder', 'order', 'pickup', 'done'];
  // What is picked each time is asked for when an export has come: nothing has to last until then.
  return driveMode === 'ask-each-time'
    ? ['welcome', 'folder', 'order', 'pickup', 'client', 'done']
    : ['welcome', 'folder', 'order', 'pickup', 'client', 'publish', 'sign-in', 'done'];
}
