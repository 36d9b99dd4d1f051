import * as z from 'zod';
import { desktopSettingsSchema, pauseSchema, setupSteps } from '../../contract/desktop-models.ts';
import { settingsSchema } from '../../contract/settings.ts';

/** What the desktop app keeps in `settings.json`: the command line's settings and its own. */
export const storedSettingsSchema = z.object({
  ...settingsSchema.shape,
  ...desktopSettingsSchema.shape,
  setup: z.object({ step: z.enum(setupSteps), finished: z.boolean() }).default({ step: 'welcome', finished: false }),
  /** The account whose photos are backed up; null for the only one. */
  activeAccount: z.string().nullable().default(null),
  pause: pauseSchema.nullable().default(null),
  /** Said once: closing the window leaves Afterimage in the tray. */
  toldAboutTray: z.boolean().default(false),
  /** Said once: the first backup is complete. */
  toldAboutFirstSuccess: z.boolean().default(false),
  /** The end of a sign-in that was warned of last. */
  toldAboutSignInEnd: z.iso.datetime().nullable().default(null),
});
export type StoredSettings = z.infer<typeof storedSettingsSchema>;
