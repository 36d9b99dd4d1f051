/** Turns the content of a settings file of one version into that of the next; `version` itself is set by the caller. */
export type SettingsStep = (content: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** The step at index 0 leads from version 1 to 2, and so on. Version 1 is the first. */
export const settingsSteps: readonly SettingsStep[] = [];

/**
 * Brings the content of a settings file to the newest version. A content without a version, or of a newer version than
 * these steps lead to, comes back as it is: the schema judges it.
 */
export function migratedSettings(
  content: Readonly<Record<string, unknown>>,
  steps: readonly SettingsStep[] = settingsSteps,
): Readonly<Record<string, unknown>> {
  const { version } = content;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return content;
  return steps
    .slice(version - 1)
    .reduce((older, step, index) => ({ ...step(older), version: version + index + 1 }), content);
}
