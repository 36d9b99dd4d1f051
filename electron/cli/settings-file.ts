import { join } from 'node:path';
import { writePrivateFileDurably } from '../base/durable-file.ts';
import { isMissing } from '../base/errno.ts';
import { messageOf } from '../base/message-of.ts';
import { readOwnFile } from '../base/read-own-file.ts';
import { problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { type Settings, settingsSchema } from '../contract/settings.ts';
import { migratedSettings } from '../contract/settings-migrations.ts';

/** The settings that the command line shares with the desktop app. */
export interface SettingsFile {
  readonly read: () => Promise<Result<Settings>>;
  readonly update: (change: Partial<Settings>) => Promise<Result<Settings>>;
}

/** The settings in `<dataFolder>/settings.json`. A damaged file is reported and left as it is, never overwritten. */
export function settingsFile(dataFolder: string): SettingsFile {
  const path = join(dataFolder, 'settings.json');

  async function readWhole(): Promise<Result<Record<string, unknown>>> {
    let text: string;
    try {
      text = await readOwnFile(path);
    } catch (error) {
      if (isMissing(error)) return ok({});
      return failed(problem('data-folder-unusable', { subject: path, detail: messageOf(error) }));
    }
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return ok({ ...migratedSettings({ ...value }) });
    } catch {
      // Not JSON: told below, together with JSON that is no object.
    }
    return failed(problem('usage', { detail: `The settings file ${path} is damaged. Repair or remove it.` }));
  }

  async function read(): Promise<Result<Settings>> {
    const whole = await readWhole();
    if (!whole.ok) return whole;
    const parsed = settingsSchema.safeParse(whole.value);
    if (parsed.success) return ok(parsed.data);
    return failed(problem('usage', { detail: `The settings file ${path} is not understood: ${parsed.error.message}` }));
  }

  async function update(change: Partial<Settings>): Promise<Result<Settings>> {
    const whole = await readWhole();
    if (!whole.ok) return whole;
    const parsed = settingsSchema.safeParse({ ...whole.value, ...change });
    if (!parsed.success) return failed(problem('usage', { detail: parsed.error.message }));
    // What the desktop app keeps in the same file and this schema does not name stays as it is.
    await writePrivateFileDurably(path, `${JSON.stringify({ ...whole.value, ...parsed.data }, null, 2)}\n`);
    return ok(parsed.data);
  }

  return { read, update };
}
