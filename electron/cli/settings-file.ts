import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writePrivateFileDurably } from '../base/durable-file.ts';
import { isMissing } from '../base/errno.ts';
import { messageOf } from '../base/message-of.ts';
import { readOwnFile } from '../base/read-own-file.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { migratedSettings } from '../contract/settings-migrations.ts';
import { type CommandLineSettings, commandLineSettingsSchema, type SettingsChange } from './command-line-settings.ts';

/** The settings that the command line shares with the desktop app. */
export interface SettingsFile {
  readonly read: () => Promise<Result<CommandLineSettings>>;
  readonly update: (change: SettingsChange) => Promise<Result<CommandLineSettings>>;
}

/** The settings in `<dataFolder>/settings.json`. A damaged file is reported and kept aside, never overwritten. */
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
    const content = objectIn(text);
    if (content !== null) return ok({ ...migratedSettings(content) });
    return failed(await setAside(path, 'It holds no settings.'));
  }

  async function read(): Promise<Result<CommandLineSettings>> {
    const whole = await readWhole();
    if (!whole.ok) return whole;
    const parsed = commandLineSettingsSchema.safeParse(whole.value);
    return parsed.success ? ok(parsed.data) : failed(await setAside(path, z.prettifyError(parsed.error)));
  }

  async function update(change: SettingsChange): Promise<Result<CommandLineSettings>> {
    const whole = await readWhole();
    if (!whole.ok) return whole;
    const parsed = commandLineSettingsSchema.safeParse({
      ...whole.value,
      ...change,
      commandLine: { ...recordIn(whole.value['commandLine']), ...change.commandLine },
    });
    if (!parsed.success) return failed(problem('usage', { detail: parsed.error.message }));
    // What the desktop app keeps in the same file and this schema does not name stays as it is.
    await writePrivateFileDurably(path, `${JSON.stringify({ ...whole.value, ...parsed.data }, null, 2)}\n`);
    return ok(parsed.data);
  }

  return { read, update };
}

function recordIn(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // Not JSON: as good as JSON that is no object.
    return null;
  }
}

/** Moves what cannot be understood out of the way, as the app does: the next command begins with new settings. */
async function setAside(path: string, why: string): Promise<Problem> {
  const aside = `${path}.damaged-${new Date().toISOString().replaceAll(/[^0-9TZ]/g, '')}`;
  try {
    await rename(path, aside);
  } catch (thrown) {
    return problem('settings-damaged', { subject: path, detail: `${why} ${messageOf(thrown)}` });
  }
  return problem('settings-damaged', { subject: path, detail: `${why} Kept as ${aside}` });
}
