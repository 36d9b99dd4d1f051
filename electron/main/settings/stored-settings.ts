import * as z from 'zod';
import { desktopSettingsSchema, pauseSchema } from '../../contract/desktop-models.ts';
import { pageSelectionSchema } from '../../contract/restore-desktop-models.ts';
import { settingsSchema } from '../../contract/settings.ts';
import { setupPlanSchema, setupSteps } from '../../contract/setup-models.ts';

/** An import that is not done, which the next start of the program resumes. */
const openImportSchema = z.object({
  parts: z.array(z.object({ name: z.string(), path: z.string() })),
  includeTrash: z.boolean(),
  startedBy: z.enum(['person', 'watch-folder']),
});
export type OpenImport = z.infer<typeof openImportSchema>;

/** A restore that a person has agreed to and that has not ended: the next start of the program resumes it. */
const openRestoreSchema = z.object({
  account: z.string(),
  /** Of the folder that it is from. */
  destination: z.string(),
  selection: pageSelectionSchema,
  albumTitle: z.string().nullable(),
  /** The person has paused it. */
  isPaused: z.boolean(),
  /** How far it was when it was last put down. */
  done: z.int().nonnegative(),
  items: z.int().nonnegative(),
});
export type OpenRestore = z.infer<typeof openRestoreSchema>;

/** What the desktop app keeps in `settings.json`: the command line's settings and its own. */
export const storedSettingsSchema = z.object({
  ...settingsSchema.shape,
  ...desktopSettingsSchema.shape,
  setup: z
    // A step that there was once: what came after it is the end.
    .object({
      step: z.enum(setupSteps).or(z.literal('sources').transform(() => 'done' as const)),
      finished: z.boolean(),
    })
    .default({ step: 'welcome', finished: false }),
  plan: setupPlanSchema.default(setupPlanSchema.parse({})),
  /** The account whose photos are backed up; null for the only one. */
  activeAccount: z.string().nullable().default(null),
  /** A selection in Google's picker of which something may still be open at Google, until then. */
  openSelection: z
    .object({ account: z.string(), album: z.string().nullable(), until: z.iso.datetime() })
    .nullable()
    .default(null),
  openImport: openImportSchema.nullable().default(null),
  openRestore: openRestoreSchema.nullable().default(null),
  /** The folder whose finished parts of exports are imported automatically; absolute. */
  watchFolder: z.object({ path: z.string(), isOn: z.boolean() }).nullable().default(null),
  /** When something about exports was last said, by what it is about: said once, or once a day. */
  toldAboutExports: z.record(z.string(), z.iso.datetime()).default({}),
  /** Since when files that are to be moved to the trash of Google Drive are listed. */
  tidyListedAt: z.iso.datetime().nullable().default(null),
  /** Where the window was last; null before it was first shown. Pixels of the screen. */
  windowPlace: z
    .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number(), isMaximized: z.boolean() })
    .nullable()
    .default(null),
  pause: pauseSchema.nullable().default(null),
  /** Said once: closing the window leaves Afterimage in the tray. */
  toldAboutTray: z.boolean().default(false),
  /** Said once: the first backup is complete. */
  toldAboutFirstSuccess: z.boolean().default(false),
  /** The end of a sign-in that was warned of last. */
  toldAboutSignInEnd: z.iso.datetime().nullable().default(null),
});
export type StoredSettings = z.infer<typeof storedSettingsSchema>;
